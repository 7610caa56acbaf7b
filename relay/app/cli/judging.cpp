#include "relay/app/cli/judging.h"

#include "relay/app/cli/acting.h"

namespace relay::app::cli {

using policy::Refused;

OrMisuse<What> verdict(const Words& words) {
  const std::string said_of_it = words.operand(3);
  if (said_of_it != "yes" && said_of_it != "no") {
    return Refused{see_help(words.form, "a check says yes or no, not " + in_quotes(said_of_it))};
  }
  auto said = spoken(words);
  if (!said) return Refused{said.error()};
  said->body.push_back({"check", words.operand(2)});
  said->body.push_back({"yes", said_of_it == "yes"});
  return acting(words, *said);
}

OrMisuse<What> risk(const Words& words) {
  const std::string risk = words.operand(2);
  if (risk != "high" && risk != "low") {
    return Refused{see_help(words.form, "a risk is high or low, not " + in_quotes(risk))};
  }
  auto said = spoken(words);
  if (!said) return Refused{said.error()};
  said->body.push_back({"risk", risk});
  return acting(words, *said);
}

}  // namespace relay::app::cli
