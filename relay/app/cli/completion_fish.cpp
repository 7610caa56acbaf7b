#include "relay/app/cli/completion.h"

namespace relay::app::cli {
namespace {

using Kind = Offer::Kind;

constexpr const char* kFishBegin =
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
)";
constexpr const char* kFishMiddle = R"(  test "$command" = "$argv[1]"
end
complete -c sluice -f
)";
constexpr const char* kFishQuote = "\\'";

std::string fish_line(const Place& place, const std::string& what) {
  return std::string{"complete -c sluice -n '__sluice_"} + (place.alone ? "at" : "in") + " \"" +
         place.words + "\"' " + what + "\n";
}

/// "-l groups -x", "-a show"
std::string fish_word(const Offer& offer) {
  switch (offer.kind) {
    case Kind::Word:
      return "-a " + offer.word;
    case Kind::Flag:
      return "-l " + offer.word.substr(2);
    case Kind::Value:
      return "-l " + offer.word.substr(2) + " -x";
    case Kind::File:
      break;
  }
  return "-l " + offer.word.substr(2) + " -r -F";
}

std::string fish_lines(const Place& place) {
  std::string text;
  for (const Offer& offer : place.offers) {
    const std::string meaning = quoted(offer.meaning, kFishQuote);
    text += fish_line(place, fish_word(offer) + (offer.meaning.empty() ? "" : " -d " + meaning));
  }
  return place.files ? text + fish_line(place, "-F") : text;
}

}  // namespace

std::string fish_completion(const std::vector<Place>& places) {
  std::vector<std::string> pairs;
  for (const Place& place : places) {
    if (place.words.find(' ') != std::string::npos)
      pairs.push_back(quoted(place.words, kFishQuote));
  }
  std::string text = kFishBegin;
  text += pairs.empty() ? "" : "  contains -- $command " + joined(pairs) + "; or ";
  text += pairs.empty() ? "  set command \"$words[1]\"\n" : "set command \"$words[1]\"\n";
  text += kFishMiddle;
  for (const Place& place : places) text += fish_lines(place);
  return text;
}

}  // namespace relay::app::cli
