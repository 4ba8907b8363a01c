"""Under what AWS Support files a port-out, as AWS's page on porting numbers away names it."""

SUPPORT_CODES = {
    "SUPPORT_SERVICE_CODE": "service-connect-number-management",
    "SUPPORT_CATEGORY_CODE": "phone-number-port-out",
    "SUPPORT_SEVERITY": "low",
}
