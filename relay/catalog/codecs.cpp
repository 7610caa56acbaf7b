#include "relay/catalog/codecs.h"

#include <array>
#include <utility>

#include "policy/require.h"

namespace relay::catalog {
namespace {

using How = policy::Opening::How;
using Decided = policy::Halt::Acknowledged::How;

constexpr std::array kHows{std::pair{How::Adopted, "adopted"}, std::pair{How::Rules, "rules"},
                           std::pair{How::Bypass, "bypass"}, std::pair{How::Advanced, "advanced"}};
constexpr std::array kAcknowledged{std::pair{Decided::Resume, "resume"},
                                   std::pair{Decided::Block, "block"}};
constexpr std::array kEndings{
    std::pair{Ending::Done, "done"}, std::pair{Ending::Refused, "refused"},
    std::pair{Ending::Withdrawn, "withdrawn"}, std::pair{Ending::Void, "void"}};

constexpr std::array kActs{std::pair{ActKind::Hold, "hold"}, std::pair{ActKind::Pin, "pin"},
                           std::pair{ActKind::Block, "block"}, std::pair{ActKind::Floor, "floor"}};

template <class Words, class Value>
const char* word_in(const Words& words, Value wanted) {
  for (const auto& [value, name] : words) {
    if (value == wanted) return name;
  }
  policy::require(false, "every enumerator has its word");
  return "";
}

template <class Words>
auto value_in(const Words& words, std::string_view text) {
  std::optional<typename Words::value_type::first_type> found;
  for (const auto& [value, name] : words) {
    if (text == name) found = value;
  }
  return found;
}

}  // namespace

const char* word(How how) {
  return word_in(kHows, how);
}
std::optional<How> parse_how(std::string_view text) {
  return value_in(kHows, text);
}

const char* word(Decided how) {
  return word_in(kAcknowledged, how);
}
std::optional<Decided> parse_acknowledged(std::string_view text) {
  return value_in(kAcknowledged, text);
}

const char* word(ActKind kind) {
  return word_in(kActs, kind);
}
std::optional<ActKind> parse_act_kind(std::string_view text) {
  return value_in(kActs, text);
}

const char* word(Ending how) {
  return word_in(kEndings, how);
}
std::optional<Ending> parse_ending(std::string_view text) {
  return value_in(kEndings, text);
}

policy::Said said_in(const db::Row& row, std::size_t column) {
  return {.by = row.get<std::string>(column),
          .why = row.get<std::string>(column + 1),
          .at = row.get<policy::Instant>(column + 2)};
}

}  // namespace relay::catalog
