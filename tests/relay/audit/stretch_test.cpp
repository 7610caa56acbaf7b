#include "relay/audit/stretch.h"

#include <catch2/catch.hpp>

#include "relay/audit/chain.h"
#include "tests/relay/audit/an_audit.h"

using namespace relay::audit;
using relay::catalog::AuditRow;
using tests::day;
using tests::kSealKey;

namespace {

constexpr std::int64_t kRows = 1'000;

AuditRow row(std::int64_t number) {
  return {.number = number,
          .at = day(1),
          .actor = "relay",
          .action = "opened",
          .subject = "clamav " + std::to_string(number),
          .detail = "by the rules"};
}

/// A thousand rows and their seals, so that each test looks at the few around one of them.
struct Thousand {
  std::vector<AuditRow> rows{};
  std::vector<Seal> seals{};

  Thousand() {
    Head head = no_rows();
    for (std::int64_t number = 1; number <= kRows; ++number) {
      rows.push_back(row(number));
      head = {number, link(head.chain, line(rows.back()))};
      seals.push_back({head, mac(kSealKey, number, head.chain)});
    }
  }
  /// The row, the one before and the two after it, as far as there are such.
  Stretch around(std::int64_t number) const {
    const std::int64_t from = std::max<std::int64_t>(1, number - 1);
    const std::int64_t to = std::min(kRows, number + 2);
    Stretch stretch{.before = from == 1 ? no_rows() : seals.at(from - 2).head};
    for (std::int64_t each = from; each <= to; ++each) {
      stretch.rows.push_back(rows.at(each - 1));
      stretch.seals.push_back(seals.at(each - 1));
    }
    return stretch;
  }
};

const Thousand& thousand() {
  static const Thousand made;
  return made;
}

std::size_t place(const Stretch& stretch, std::int64_t number) {
  return static_cast<std::size_t>(number - stretch.before.number - 1);
}

/// "edited 12", or "nothing".
std::string found(const Stretch& stretch) {
  const auto trouble = first_trouble(stretch, kSealKey);
  return trouble ? std::string{word(trouble->kind)} + " " + std::to_string(trouble->row)
                 : "nothing";
}

void remove(Stretch& stretch, std::int64_t number) {
  stretch.rows.erase(stretch.rows.begin() + static_cast<std::ptrdiff_t>(place(stretch, number)));
}

/// Those from a number on get another.
void move(Stretch& stretch, std::int64_t from, std::int64_t by) {
  for (AuditRow& each : stretch.rows) {
    if (each.number >= from) each.number += by;
  }
}

}  // namespace

TEST_CASE("a thousand rows fit", "[audit][stretch]") {
  CHECK(found({no_rows(), thousand().rows, thousand().seals}) == "nothing");
  CHECK(found({}) == "nothing");
}

TEST_CASE("each of a thousand rows that was edited or removed is found", "[audit][stretch]") {
  for (std::int64_t number = 1; number <= kRows; ++number) {
    CAPTURE(number);
    const std::string at = " " + std::to_string(number);
    Stretch edited = thousand().around(number);
    edited.rows[place(edited, number)].detail += ".";
    CHECK(found(edited) == "edited" + at);

    Stretch removed = thousand().around(number);
    remove(removed, number);
    CHECK(found(removed) == "missing" + at);
    move(removed, number, -1);
    CHECK(found(removed) == "missing" + at);
    removed.seals.pop_back();  // Of the last one even that cannot be seen from within.
    const char* const kind = number < kRows - 1 ? "missing" : "edited";
    CHECK(found(removed) == (number < kRows ? kind + at : "nothing"));
  }
}

TEST_CASE("each of a thousand rows that was inserted or swapped is found", "[audit][stretch]") {
  for (std::int64_t number = 1; number <= kRows; ++number) {
    CAPTURE(number);
    const std::string at = " " + std::to_string(number);
    Stretch inserted = thousand().around(number);
    move(inserted, number, 1);
    AuditRow more = row(number);
    more.actor = "ann";
    inserted.rows.insert(
        inserted.rows.begin() + static_cast<std::ptrdiff_t>(place(inserted, number)), more);
    CHECK(found(inserted) == "inserted" + at);

    if (number == kRows) continue;
    Stretch swapped = thousand().around(number);
    auto& one = swapped.rows[place(swapped, number)];
    auto& other = swapped.rows[place(swapped, number + 1)];
    std::swap(one, other);
    std::swap(one.number, other.number);
    CHECK(found(swapped) == "swapped" + at);
  }
}

TEST_CASE("each of a thousand rows that was sealed again without the key is found",
          "[audit][stretch]") {
  for (std::int64_t number = 1; number <= kRows; ++number) {
    CAPTURE(number);
    Stretch forged = thousand().around(number);
    forged.rows[place(forged, number)].actor = "nobody";
    Head head = forged.before;
    for (std::size_t i = 0; i < forged.rows.size(); ++i) {
      head = {forged.rows[i].number, link(head.chain, line(forged.rows[i]))};
      if (head.number < number) continue;
      forged.seals[i] = {head, mac("a guessed key", head.number, head.chain)};
    }
    CHECK(found(forged) == "forged " + std::to_string(number));
  }
}

TEST_CASE("what does not fit is told in a sentence", "[audit][stretch]") {
  const auto sentence = [](const Stretch& stretch) {
    return first_trouble(stretch, kSealKey)->sentence;
  };
  Stretch stretch = thousand().around(12);
  std::swap(stretch.rows[1].subject, stretch.rows[3].subject);
  CHECK(sentence(stretch) == "row 12 is not in its place: it was sealed as row 14");
  stretch = thousand().around(12);
  stretch.rows[1].subject = "clamav 13";
  CHECK(sentence(stretch) == "row 12 is missing: those after it were moved up");
  stretch = thousand().around(12);
  remove(stretch, 12);
  CHECK(sentence(stretch) == "row 12 is missing");
  stretch = thousand().around(12);
  stretch.rows[2].subject = "clamav 12";
  stretch.rows[1].subject = "clamav 0";
  CHECK(sentence(stretch) == "row 12 was inserted: another one was sealed in its place");
  stretch = thousand().around(12);
  stretch.rows[1].subject = "clamav 0";
  CHECK(sentence(stretch) == "row 12 was edited: it is not what was sealed");
  stretch.seals.resize(1);
  CHECK(sentence(stretch) ==
        "row 12 has no seal: it was written past the relay, or its seal was taken away");
  stretch = thousand().around(12);
  stretch.seals[1].mac = {};
  CHECK(sentence(stretch) ==
        "row 12 is sealed without the relay's key: somebody computed the chain again");
}
