"""Port phone numbers away from Amazon Connect: domain, store, gateways, steps, API and events."""
