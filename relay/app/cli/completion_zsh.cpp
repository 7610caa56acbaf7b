#include "relay/app/cli/completion.h"

namespace relay::app::cli {
namespace {

using Kind = Offer::Kind;

constexpr const char* kZshBegin = R"(#compdef sluice
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
)";
constexpr const char* kZshEnd = R"(  esac
  (( $#offers )) && _describe sluice offers
  [[ -n $files && $PREFIX != -* ]] && _files
  return 0
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _sluice
else
  compdef _sluice sluice
fi
)";
constexpr const char* kZshQuote = "'\\''";

/// "'--groups:the groups that it is about'"
std::string described(const Offer& offer) {
  return quoted(offer.meaning.empty() ? offer.word : offer.word + ":" + offer.meaning, kZshQuote);
}

std::string zsh_case(const Place& place) {
  const bool two = place.words.find(' ') != std::string::npos;
  std::string text = "    (" + quoted(two ? place.words : place.words + " ", kZshQuote);
  if (!two && !place.alone) text += "*";
  text += std::string{")\n"} + (place.files ? "      files=yes\n" : "") + "      offers=(\n";
  for (const Offer& offer : place.offers) text += "        " + described(offer) + "\n";
  return text + "      ) ;;\n";
}

}  // namespace

std::string zsh_completion(const std::vector<Place>& places) {
  std::string text = kZshBegin;
  const auto files = options_of(places, Kind::File), values = options_of(places, Kind::Value);
  if (!files.empty()) text += "    (" + joined(files, "|") + ") _files; return ;;\n";
  if (!values.empty()) text += "    (" + joined(values, "|") + ") return 1 ;;\n";
  text += "  esac\n  case \"$first $second\" in\n";
  for (const Place& place : places) text += zsh_case(place);
  return text + kZshEnd;
}

}  // namespace relay::app::cli
