#include "relay/app/cli/completion.h"

namespace relay::app::cli {
namespace {

using Kind = Offer::Kind;

// The word that is written now may be what stands behind an equals sign, which bash takes for a
// word of its own.
constexpr const char* kBashBegin =
    R"(# Completion of sluice for bash: source <(sluice completion bash)
_sluice() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local first='' second='' words='' files=''
  if [[ $word == = ]]; then
    word=''
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
  ((COMP_CWORD > 1)) && first=${COMP_WORDS[1]}
  ((COMP_CWORD > 2)) && second=${COMP_WORDS[2]}
  COMPREPLY=()
  case $before in
)";
constexpr const char* kBashEnd = R"(      esac
      ;;
  esac
  [[ $words ]] && mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  if [[ $files && $word != -* ]]; then
    mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$word")
    compopt -o filenames 2>/dev/null
  fi
  return 0
}
complete -F _sluice sluice
)";

std::string bash_case(const Place& place) {
  // "policy " and nothing behind it, "policy show", or "hold " and anything.
  const bool two = place.words.find(' ') != std::string::npos;
  std::string line = "        " + quoted(two ? place.words : place.words + " ", "'\\''");
  if (!two && !place.alone) line += "*";
  std::vector<std::string> words;
  for (const Offer& offer : place.offers) words.push_back(offer.word);
  return line + ") words='" + joined(words) + "'" + (place.files ? " files=yes" : "") + " ;;\n";
}

}  // namespace

std::string bash_completion(const std::vector<Place>& places) {
  std::string text = kBashBegin;
  const auto files = options_of(places, Kind::File), values = options_of(places, Kind::Value);
  if (!files.empty()) text += "    " + joined(files, " | ") + ") files=yes ;;\n";
  if (!values.empty()) text += "    " + joined(values, " | ") + ") return 0 ;;\n";
  text += "    *)\n      case \"$first $second\" in\n";
  for (const Place& place : places) text += bash_case(place);
  return text + kBashEnd;
}

std::string completion(Shell shell, std::span<const Form> forms) {
  switch (shell) {
    case Shell::Bash:
      return bash_completion(places(forms));
    case Shell::Zsh:
      return zsh_completion(places(forms));
    case Shell::Fish:
      break;
  }
  return fish_completion(places(forms));
}

}  // namespace relay::app::cli
