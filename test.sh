#!/usr/bin/env bash
# Builds the solution and runs every test project. The last line is "N passed, N failed" (", N skipped" where tests were skipped);
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
    *) [[ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" == "install ok installed" ]] ;;
  esac
}

# The browser tests drive Debian's Chromium, the documents are looked at through poppler, and mail goes to a real SMTP server.
install_missing() {
  local package missing=()
  for package in chromium fonts-liberation poppler-utils python3-aiosmtpd; do
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

for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>true</IsTestProject>' "$project" || continue
  name="$(basename "$project" .csproj)"
  dll="$(dirname "$project")/bin/Debug/net10.0/$name.dll"
  [[ -f "$dll" ]] || fail "$dll was not built; is the project in the solution?"

  echo
  echo "== $name"
  trx="$results/$name.trx"
  code=0
  dotnet vstest "$dll" --ResultsDirectory:"$results" --logger:"trx;LogFileName=$name.trx" --logger:"console;verbosity=minimal" || code=$?

  project_failed=0
  if [[ -f "$trx" ]]; then
    project_passed="$(counter "$trx" passed)"
    total="$(counter "$trx" total)"
    executed="$(counter "$trx" executed)"
    project_passed="${project_passed:-0}"
    project_failed=$((${executed:-0} - project_passed))
    passed=$((passed + project_passed))
    skipped=$((skipped + ${total:-0} - ${executed:-0}))
    while IFS= read -r test; do
      failures+=("$name: $test")
    done < <(grep '<UnitTestResult [^>]*outcome="Failed"' "$trx" | sed -n 's/.* testName="\([^"]*\)".*/\1/p' | sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g')
  fi
  # A crash of the test host leaves no failed test behind, only its exit code.
  if ((code != 0 && project_failed == 0)); then
    project_failed=1
    failures+=("$name: the run ended with exit code $code")
  fi
  failed=$((failed + project_failed))
done

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
