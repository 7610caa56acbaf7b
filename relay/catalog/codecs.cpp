#include "relay/catalog/codecs.h"

#include "policy/require.h"

namespace relay::catalog {

using How = policy::Opening::How;

const char* word(How how) {
  switch (how) {
    case How::Adopted:
      return "adopted";
    case How::Rules:
      return "rules";
  }
  policy::require(false, "every enumerator has its word");
  return "";
}

std::optional<How> parse_how(std::string_view text) {
  for (const How how : {How::Adopted, How::Rules}) {
    if (text == word(how)) return how;
  }
  return std::nullopt;
}

const char* word(ActKind kind) {
  switch (kind) {
    case ActKind::Hold:
      return "hold";
    case ActKind::Pin:
      return "pin";
    case ActKind::Block:
      return "block";
  }
  policy::require(false, "every enumerator has its word");
  return "";
}

std::optional<ActKind> parse_act_kind(std::string_view text) {
  for (const ActKind kind : {ActKind::Hold, ActKind::Pin, ActKind::Block}) {
    if (text == word(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace relay::catalog
