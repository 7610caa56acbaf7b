#include "policy/release.h"

#include <algorithm>
#include <array>
#include <utility>

#include "policy/require.h"

namespace policy {
namespace {

// One list per enumeration, read in both directions, so that the words cannot drift apart.
constexpr std::array kContentClasses{std::pair{ContentClass::Software, "software"},
                                     std::pair{ContentClass::Intelligence, "intelligence"},
                                     std::pair{ContentClass::Configuration, "configuration"}};
constexpr std::array kEvidence{std::pair{Evidence::VendorSigned, "vendor-signed"},
                               std::pair{Evidence::LegacySigned, "legacy-signed"},
                               std::pair{Evidence::HashChained, "hash-chained"},
                               std::pair{Evidence::TransportOnly, "transport-only"}};
constexpr std::array kStandings{
    std::pair{Standing::Good, "good"}, std::pair{Standing::Suspect, "suspect"},
    std::pair{Standing::Quarantined, "quarantined"}, std::pair{Standing::Recalled, "recalled"}};

template <class Table, class Value>
const char* word_in(const Table& table, Value value) {
  const auto* const found =
      std::ranges::find(table, value, [](const auto& row) { return row.first; });
  require(found != table.end(), "every enumerator has its word");
  return found->second;
}

template <class Table>
auto value_in(const Table& table, std::string_view word)
    -> std::optional<typename Table::value_type::first_type> {
  for (const auto& [value, name] : table) {
    if (word == name) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<VersionText> VersionText::parse(std::string text) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (text.empty() || text.size() > 256 || !std::ranges::all_of(text, printable)) {
    return std::nullopt;
  }
  return VersionText{std::move(text)};
}

const char* word(ContentClass content) {
  return word_in(kContentClasses, content);
}
const char* word(Evidence evidence) {
  return word_in(kEvidence, evidence);
}
const char* word(Standing standing) {
  return word_in(kStandings, standing);
}

std::optional<ContentClass> parse_content_class(std::string_view word) {
  return value_in(kContentClasses, word);
}
std::optional<Evidence> parse_evidence(std::string_view word) {
  return value_in(kEvidence, word);
}
std::optional<Standing> parse_standing(std::string_view word) {
  return value_in(kStandings, word);
}

}  // namespace policy
