#include "relay/app/cli/completion.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

using namespace relay::app::cli;
using tests::TempFolder;

namespace {

using Line = std::vector<std::string>;

constexpr std::array kFew{
    Form{"devices", "", "--group", "who's asked", Family::Looking},
    Form{"devices move", "DEVICE", "", "to another", Family::Devices},
    Form{"policy check", "FILE", "--json", "what is wrong", Family::Policy},
    Form{"risk", "high|low", "", "how much", Family::Judging},
};

/// What bash offers for the last of these words, one a line, sorted.
std::string offered(const TempFolder& folder, const Line& words) {
  std::string line = "sluice";
  for (const std::string& word : words) line += " '" + word + "'";
  tests::write_file(folder / "completion", completion(Shell::Bash, forms()));
  const auto ran = tests::run_program(
      {"bash", "--norc", "-c",
       "cd \"$1\" && . ./completion && COMP_WORDS=(" + line +
           ") COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _sluice && "
           "printf '%s\\n' \"${COMPREPLY[@]}\" | LC_ALL=C sort && complete -p sluice",
       "bash", folder.path().string()});
  CHECK(ran.exit_code == 0);
  const std::string bound = "complete -F _sluice sluice\n";
  REQUIRE(ran.output.ends_with(bound));
  return ran.output.substr(0, ran.output.size() - bound.size());
}

/// Whether all of these are among what is offered.
bool offers(const std::string& lines, const Line& words) {
  return std::ranges::all_of(words, [&lines](const std::string& word) {
    return ("\n" + lines).find("\n" + word + "\n") != std::string::npos;
  });
}

}  // namespace

TEST_CASE("bash completes commands and options and files as they are written", "[cli]") {
  const TempFolder folder;
  tests::write_file(folder / "new policy.yaml", "");
  const auto after = [&folder](const Line& words) { return offered(folder, words); };
  CHECK(after({"st"}) == "status\nstop\n");
  CHECK(offers(after({""}), {"policy", "people", "login", "hold", "completion"}));
  CHECK(after({"policy", "re"}) == "revisions\n");
  CHECK(after({"policy", "check", ""}) ==
        "--config\n--help\n--json\ncompletion\nnew policy.yaml\n");
  CHECK(after({"policy", "check", "n"}) == "new policy.yaml\n");
  CHECK(after({"policy", "check", "--"}) == "--config\n--help\n--json\n");
  CHECK(after({"devices", "e"}) == "enrolled\n");
  CHECK(offers(after({"devices", ""}), {"enrolled", "revoke", "move", "--group", "--json"}));
  CHECK(after({"devices", "--json", "--g"}) == "--group\n");
  CHECK(after({"hold", "clamav", "--re"}) == "--reason\n");
  CHECK(after({"hold", "clamav", "--reason", ""}) == "\n");
  CHECK(after({"risk", "clamav", "4", "h"}) == "high\n");
  CHECK(after({"login", "ann", "--password-file", "n"}) == "new policy.yaml\n");
  CHECK(after({"login", "ann", "--password-file", "=", "n"}) == "new policy.yaml\n");
  CHECK(after({"login", "ann", "--password-file", "="}) == "completion\nnew policy.yaml\n");
  CHECK(after({"help", "pol"}) == "policy\n");
  CHECK(after({"completion", "z"}) == "zsh\n");
  CHECK(after({"frobnicate", ""}) == "\n");
}

TEST_CASE("every command and every option of one is completed", "[cli]") {
  const auto all = places(forms());
  for (const Form& form : forms()) {
    const auto place = std::ranges::find_if(
        all, [&form](const Place& one) { return !one.alone && one.words == form.name; });
    CAPTURE(form.name);
    REQUIRE(place != all.end());
    for (const Option& option : options()) {
      const auto& offers = place->offers;
      CHECK(has(form, option) ==
            (std::ranges::find(offers, option.name, &Offer::word) != offers.end()));
    }
  }
}

TEST_CASE("zsh is told what may come with what it means", "[cli]") {
  CHECK(completion(Shell::Zsh, kFew) == R"(#compdef sluice
# Completion of sluice for zsh: source <(sluice completion zsh)
_sluice() {
  local before=$words[CURRENT-1] first='' second='' files=''
  local -a offers
  if [[ $words[CURRENT] == --*=* ]]; then
    before=${words[CURRENT]%%=*}
    compset -P '*='
  fi
  (( CURRENT > 2 )) && first=$words[2]
  (( CURRENT > 3 )) && second=$words[3]
  case $before in
    (--config) _files; return ;;
    (--group) return 1 ;;
  esac
  case "$first $second" in
    (' ')
      offers=(
        'devices:who'\''s asked'
        'policy:check'
        'risk:how much'
      ) ;;
    ('devices ')
      offers=(
        'move:to another'
        '--group:the group; without it every group'
        '--config:the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml'
        '--help:how this command is written'
      ) ;;
    ('policy ')
      offers=(
        'check:what is wrong'
      ) ;;
    ('devices move')
      offers=(
        '--config:the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml'
        '--help:how this command is written'
      ) ;;
    ('policy check')
      files=yes
      offers=(
        '--json:print the answer as JSON'
        '--config:the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml'
        '--help:how this command is written'
      ) ;;
    ('devices '*)
      offers=(
        '--group:the group; without it every group'
        '--config:the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml'
        '--help:how this command is written'
      ) ;;
    ('risk '*)
      offers=(
        'high'
        'low'
        '--config:the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml'
        '--help:how this command is written'
      ) ;;
  esac
  (( $#offers )) && _describe sluice offers
  [[ -n $files && $PREFIX != -* ]] && _files
  return 0
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _sluice
else
  compdef _sluice sluice
fi
)");
}

TEST_CASE("fish is told what may come with what it means", "[cli]") {
  const std::string config =
      " -l config -r -F -d 'the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml'\n";
  const std::string help = " -l help -d 'how this command is written'\n";
  const auto told = [](const std::string& where, const std::string& what) {
    return "complete -c sluice -n '__sluice_" + where + "'" + what;
  };
  CHECK(completion(Shell::Fish, kFew) ==
        R"(# Completion of sluice for fish: sluice completion fish | source
function __sluice_at # these words and nothing behind them
  set -l words (commandline -opc)
  set -e words[1]
  test "$words" = "$argv[1]"
end
function __sluice_in # a command, whatever stands behind it
  set -l words (commandline -opc)
  set -e words[1]
  set -l command "$words[1..2]"
  contains -- $command 'devices move' 'policy check'; or set command "$words[1]"
  test "$command" = "$argv[1]"
end
complete -c sluice -f
)" + told("at \"\"", " -a devices -d 'who\\'s asked'\n") +
            told("at \"\"", " -a policy -d 'check'\n") +
            told("at \"\"", " -a risk -d 'how much'\n") +
            told("at \"devices\"", " -a move -d 'to another'\n") +
            told("at \"devices\"", " -l group -x -d 'the group; without it every group'\n") +
            told("at \"devices\"", config) + told("at \"devices\"", help) +
            told("at \"policy\"", " -a check -d 'what is wrong'\n") +
            told("in \"devices move\"", config) + told("in \"devices move\"", help) +
            told("in \"policy check\"", " -l json -d 'print the answer as JSON'\n") +
            told("in \"policy check\"", config) + told("in \"policy check\"", help) +
            told("in \"policy check\"", " -F\n") +
            told("in \"devices\"", " -l group -x -d 'the group; without it every group'\n") +
            told("in \"devices\"", config) + told("in \"devices\"", help) +
            told("in \"risk\"", " -a high\n") + told("in \"risk\"", " -a low\n") +
            told("in \"risk\"", config) + told("in \"risk\"", help));
}
