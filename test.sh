#!/usr/bin/env bash
# Builds the solution and runs every test project, then the tests of the database again on PostgreSQL, and on SQL Server when
# WEID_TEST_SQLSERVER holds the connection string of one (its login must be able to make databases). The last line is "N passed, N failed" (", N skipped" where tests were skipped);
# exit code 0 only when tests ran and none failed.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$root"

# The .NET command line and the package cache need a home, which a bare container may not give.
if [[ -z "${HOME:-}" ]]; then
  export HOME="$root/artifacts/home"
  mkdir -p "$HOME"
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# A build node that outlives the script would keep its output open, and a pipe behind the script waiting.
export MSBUILDDISABLENODEREUSE=1

fail() {
  echo "$*" >&2
  exit 1
}

installed() {
  case "$1" in
    chromium) command -v chromium >/dev/null ;;
    poppler-utils) command -v pdftoppm >/dev/null ;;
    postgresql-15) [[ -x /usr/lib/postgresql/15/bin/postgres ]] ;;
    *) [[ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" == "install ok installed" ]] ;;
  esac
}

# The browser tests drive Debian's Chromium, the documents are looked at through poppler and qpdf, mail goes to a real SMTP server, and the
# tests start a PostgreSQL server of their own.
install_missing() {
  local package missing=()
  for package in chromium fonts-liberation poppler-utils python3-aiosmtpd postgresql-15 qpdf; do
    installed "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then
    return
  fi

  local as_root=()
  if [[ "$(id -u)" != 0 ]]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null \
      || fail "Missing: ${missing[*]}. Install them as root (apt-get install ${missing[*]}) and run this again."
    as_root=(sudo -n)
  fi
  command -v apt-get >/dev/null || fail "Missing: ${missing[*]}. This system has no apt-get; install what corresponds to them."

  echo "Installing ${missing[*]}"
  local log
  log="$(mktemp)"
  if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y "${missing[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "Could not install ${missing[*]}."
  fi
  rm -f "$log"
}

command -v dotnet >/dev/null || fail "The .NET SDK is missing; global.json tells the version."
install_missing

dotnet restore WeId.Workflows.sln --locked-mode -v q
dotnet build WeId.Workflows.sln -c Debug --no-restore -v q

results="$root/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"

# Prints one attribute of the <Counters> element of a result file.
counter() {
  local counters
  counters="$(grep -o '<Counters [^>]*>' "$1" | head -n 1)"
  sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" <<<"$counters"
}

passed=0
failed=0
skipped=0
failures=()

# Runs the tests of a project that a filter takes, under a title, and adds up what came of them; the total is left in $total.
run_tests() {
  local project="$1" title="$2" filter="$3"
  local name dll trx code=0 project_passed executed project_failed=0 test
  name="$(basename "$project" .csproj)"
  dll="$(dirname "$project")/bin/Debug/net10.0/$name.dll"
  [[ -f "$dll" ]] || fail "$dll was not built; is the project in the solution?"

  echo
  echo "== $title"
  total=0
  trx="$results/$title.trx"
  dotnet vstest "$dll" ${filter:+--TestCaseFilter:"$filter"} --ResultsDirectory:"$results" --logger:"trx;LogFileName=$title.trx" \
    --logger:"console;verbosity=minimal" || code=$?

  if [[ -f "$trx" ]]; then
    project_passed="$(counter "$trx" passed)"
    total="$(counter "$trx" total)"
    executed="$(counter "$trx" executed)"
    project_passed="${project_passed:-0}"
    project_failed=$((${executed:-0} - project_passed))
    passed=$((passed + project_passed))
    skipped=$((skipped + ${total:-0} - ${executed:-0}))
    while IFS= read -r test; do
      failures+=("$title: $test")
    done < <(grep '<UnitTestResult [^>]*outcome="Failed"' "$trx" | sed -n 's/.* testName="\([^"]*\)".*/\1/p' | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g')
  fi
  # A crash of the test host leaves no failed test behind, only its exit code.
  if ((code != 0 && project_failed == 0)); then
    project_failed=1
    failures+=("$title: the run ended with exit code $code")
  fi
  failed=$((failed + project_failed))
}

for project in tests/*/*.csproj; do
  if grep -q '<IsTestProject>true</IsTestProject>' "$project"; then
    run_tests "$project" "$(basename "$project" .csproj)" ""
  fi
done

# The tests above ran on SQLite. Those that work on any database run on the others too.
integration=tests/WeId.Workflows.IntegrationTests/WeId.Workflows.IntegrationTests.csproj
any_database="Database!=Sqlite&Database!=PostgreSql"
# Its server does not wait for the disk at each commit: nothing here looks at what a loss of power leaves.
WEID_TEST_FSYNC=off WEID_TEST_PROVIDER=PostgreSql run_tests "$integration" "WeId.Workflows.IntegrationTests.PostgreSql" "$any_database"
if [[ -n "${WEID_TEST_SQLSERVER:-}" ]]; then
  WEID_TEST_PROVIDER=SqlServer run_tests "$integration" "WeId.Workflows.IntegrationTests.SqlServer" "$any_database"
else
  echo
  echo "== WeId.Workflows.IntegrationTests.SqlServer: $total tests skipped, since WEID_TEST_SQLSERVER names no server"
  skipped=$((skipped + total))
fi

if ((${#failures[@]} > 0)); then
  echo
  echo "Failed:"
  printf '  %s\n' "${failures[@]}"
fi

summary="$passed passed, $failed failed"
if ((skipped > 0)); then
  summary+=", $skipped skipped"
fi
echo
echo "$summary"
((failed == 0 && passed > 0))
