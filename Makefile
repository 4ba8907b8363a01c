# Everything starts from here; a fresh machine needs Python 3.11 to 3.14 (with venv) and make.
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

# The newest Python that really runs: a version manager may leave names on PATH that do not.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
	>/dev/null 2>&1 && command -v $$name && break; done)
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
REGION ?= us-east-1
# yes: ownership statements are signed by a key of AWS KMS, which costs by the month.
SIGN ?= no
# secrets-manager: the carriers' keys lie there, which costs by the key and month.
CARRIER_KEYS ?= ssm
CDK := $(PY) -m infra.cdk_cli --region $(REGION)

export UV_NO_PROGRESS := 1

.PHONY: audit fuzz mutants help demo local test synth check preflight verify bench faults bootstrap deploy destroy lock release clean

help:  ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

demo: synth  ## play a whole port-out on this machine, weeks in seconds
	@echo "demo: playing a port-out on the local AWS"
	@$(PY) -m demo

local: synth  ## start the local AWS with the program in it, and stay up; goes on where it ended, FRESH=yes begins anew
	@echo "local: starting the local AWS (Ctrl-C ends it)"
	@$(PY) -m local $(if $(filter yes,$(FRESH)),--fresh)

synth: $(VENV)/.ready  ## write the CloudFormation templates to cdk.out
	@$(PY) -m infra.synth --region $(REGION) --sign $(SIGN) --carrier-keys $(CARRIER_KEYS)

check: $(VENV)/.ready  ## formatting, lint and types
	@echo "check: ruff format, ruff, mypy"
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy app.py infra lambdas/port_out cli local demo tools bench

test: check synth $(VENV)/.asl $(VENV)/.browser $(VENV)/.judges  ## everything that must hold
	@echo "test: pytest"
	@$(PY) -m pytest --numprocesses auto --maxprocesses 2 --dist loadfile

audit: $(VENV)/.judges  ## known vulnerabilities of what is pinned; asks the vulnerability service of PyPI
	@for lock in requirements-bootstrap requirements-dev lambdas/requirements-printing tools/judges/requirements; do \
		$(VENV)/judges/bin/pip-audit --strict --disable-pip --require-hashes -r $$lock.txt || exit 1; done

preflight: $(VENV)/.ready  ## can this AWS account open the case? INSTANCE=, CASE_LANGUAGE=, LOCAL=yes; changes nothing
	@$(PY) -m tools.preflight --region "$(REGION)" --instance "$(INSTANCE)" \
		--language "$(or $(CASE_LANGUAGE),en)" $(if $(LOCAL),--local .local/local.json)

verify: $(VENV)/.ready  ## verify a statement or pack offline: FILE=, and KEY= its public key
	@$(PY) -m tools.verify "$(FILE)" $(if $(KEY),--key "$(KEY)")

bench: synth  ## speed, size and price of the code as built, each beside its limit
	@$(PY) -m bench

faults: $(VENV)/.ready  ## every AWS call of every function failing in every way; fails where one does harm
	@PYTHONPATH=lambdas:. $(PY) -m tests.faults

canaries: $(VENV)/.ready  ## secrets and personal data planted in all flows; fails where one is found outside
	@PYTHONPATH=lambdas:. $(PY) -m tests.canaries

fuzz: $(VENV)/.ready  ## 1,000 requests and more to every operation of the API, as documented and not; fails on any surprise
	@PYTHONPATH=lambdas:. $(PY) -m tests.fuzz

mutants: $(VENV)/.ready  ## domain, fence and signature code with one thing wrong at a time; fails where the tests don't notice
	@PYTHONPATH=lambdas:. $(PY) -m tests.mutants

bootstrap: synth  ## prepare the AWS account for CDK, once per account and Region
	@echo "bootstrap: $(REGION)"
	@$(CDK) bootstrap

deploy: synth  ## deploy to the AWS account whose credentials are set; SIGN=yes adds a KMS key
	@echo "deploy: $(REGION)"
	@$(CDK) deploy

destroy: synth  ## remove the program from AWS; the record and the documents stay
	@echo "destroy: $(REGION); tables and documents are kept, docs say how to delete them"
	@$(CDK) destroy

lock: $(VENV)/.uv  ## pin every requirement again, with hashes
	@echo "lock: requirements-dev.txt, requirements.txt, lambdas/requirements*.txt"
	@$(PY) -m infra.lock

release: $(VENV)/.ready  ## keep the state machines, and a port-out in every wait, under the version of CHANGELOG.md
	@PYTHONPATH=lambdas:. $(PY) -m tests.workflow.recording

clean:  ## remove everything that can be made again
	@echo "clean: .venv build cdk.out .local caches"
	@rm -rf $(VENV) build cdk.out .local .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.uv: requirements-bootstrap.txt
	@test -n "$(PYTHON)" || { echo "set-up: no Python 3.11 to 3.14 with venv found; set PYTHON=" >&2; exit 1; }
	@echo "set-up: $(VENV) from $(PYTHON)"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.txt
	@touch $@

$(VENV)/.judges: $(VENV)/.ready tools/judges/requirements.txt
	@echo "set-up: the judges that pin other versions than the program, in $(VENV)/judges"
	@$(UV) venv --quiet --clear --python $(PY) $(VENV)/judges
	@$(UV) pip sync --quiet --python $(VENV)/judges/bin/python --require-hashes tools/judges/requirements.txt
	@touch $@

$(VENV)/.asl: $(VENV)/.ready tools/asl/package-lock.json
	@echo "set-up: the validator of the Amazon States Language"
	@mkdir -p $(VENV)/asl && cp tools/asl/package.json tools/asl/package-lock.json $(VENV)/asl/
	@$(PY) -m infra.npm --prefix $(VENV)/asl ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/.browser: $(VENV)/.ready infra/browser.py $(wildcard tools/browser/*)
	@$(PY) -m infra.browser
	@touch $@

$(VENV)/.ready: $(VENV)/.uv requirements-dev.txt
	@echo "set-up: installing what requirements-dev.txt pins (a minute or two the first time)"
	@$(UV) pip sync --quiet --python $(PY) --require-hashes requirements-dev.txt
	@$(PY) -m tools.command $(VENV)/bin/port-out
	@touch $@
