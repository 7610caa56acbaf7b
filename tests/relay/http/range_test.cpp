#include "relay/http/range.h"

#include <catch2/catch.hpp>

#include <limits>

using relay::http::BeyondEnd;
using relay::http::Part;
using relay::http::read_range;
using relay::http::Slice;
using relay::http::WholeBody;

namespace {

constexpr std::uint64_t kFiveGiB = std::uint64_t{5} << 30U;

struct Case {
  std::string field;
  std::uint64_t size;
  Part part;
};

}  // namespace

TEST_CASE("one range of bytes is honoured to the byte", "[http][range]") {
  const auto one = GENERATE(values<Case>({
      {"bytes=0-0", 10, Slice{0, 1}},
      {"bytes=0-511", 1'000, Slice{0, 512}},
      {"bytes=9-9", 10, Slice{9, 1}},
      {"bytes=0-9", 10, Slice{0, 10}},
      {"bytes=0-10", 10, Slice{0, 10}},
      {"bytes=9-10", 10, Slice{9, 1}},
      {"bytes=0-", 10, Slice{0, 10}},
      {"bytes=9-", 10, Slice{9, 1}},
      {"bytes=-1", 10, Slice{9, 1}},
      {"bytes=-9", 10, Slice{1, 9}},
      {"Bytes=1-2", 10, Slice{1, 2}},
      {"bytes=0-9223372036854775808", 10, Slice{0, 10}},
      {"bytes=0-99999999999999999999999", 10, Slice{0, 10}},
      {"bytes=5368709119-", kFiveGiB, Slice{kFiveGiB - 1, 1}},
      {"bytes=4294967295-4294967296", kFiveGiB, Slice{4'294'967'295, 2}},
      {"bytes=-5368709119", kFiveGiB, Slice{1, kFiveGiB - 1}},
      {"bytes=00000000000000000000001-2", 10, Slice{1, 2}},
  }));
  CAPTURE(one.field, one.size);
  CHECK(read_range(one.field, one.size) == one.part);
}

TEST_CASE("a range that begins at or after the end cannot be satisfied", "[http][range]") {
  const auto one = GENERATE(values<Case>({
      {"bytes=10-", 10, BeyondEnd{}},
      {"bytes=10-10", 10, BeyondEnd{}},
      {"bytes=11-20", 10, BeyondEnd{}},
      {"bytes=9223372036854775807-", 10, BeyondEnd{}},
      {"bytes=9223372036854775808-", 10, BeyondEnd{}},
      {"bytes=18446744073709551615-", 10, BeyondEnd{}},
      {"bytes=18446744073709551616-18446744073709551617", 10, BeyondEnd{}},
      {"bytes=-0", 10, BeyondEnd{}},
      {"bytes=0-", 0, BeyondEnd{}},
      {"bytes=0-0", 0, BeyondEnd{}},
      {"bytes=-0", 0, BeyondEnd{}},
  }));
  CAPTURE(one.field, one.size);
  CHECK(read_range(one.field, one.size) == one.part);
}

TEST_CASE("any other range gets the whole body", "[http][range]") {
  std::string thousand = "bytes=0-0";
  for (int i = 0; i < 1'000; ++i) thousand += ",0-0";
  const std::vector<std::string> fields{"",
                                        "bytes",
                                        "bytes=",
                                        "bytes=-",
                                        "bytes=5-4",
                                        "bytes=1",
                                        "bytes=a-b",
                                        "bytes=0-x",
                                        "bytes=x-0",
                                        "bytes=--1",
                                        "bytes=-1-",
                                        "bytes=0--1",
                                        "bytes=+1-2",
                                        "bytes= 0-1",
                                        "bytes=0 -1",
                                        "bytes=0-1,3-4",
                                        "bytes=0-5,2-7",
                                        "bytes=,0-1",
                                        "bytes=0-1,",
                                        "bytes=0x1-2",
                                        "items=0-1",
                                        "bytes =0-1",
                                        " bytes=0-1",
                                        "bytes=0-1;q",
                                        "bytes=-10",
                                        "bytes=-11",
                                        "bytes=-99999999999999999999999",
                                        thousand};
  for (const auto& field : fields) {
    CAPTURE(field);
    CHECK(read_range(field, 10) == Part{WholeBody{}});
  }
  CHECK(read_range("bytes=-1", 0) == Part{WholeBody{}});
}

TEST_CASE("a range never reaches beyond its body", "[http][range][property]") {
  const auto first = GENERATE(take(15, random(std::uint64_t{0}, std::uint64_t{20})));
  const auto last = GENERATE(take(15, random(std::uint64_t{0}, std::uint64_t{20})));
  const std::uint64_t size = 12;
  CAPTURE(first, last);
  const Part part = read_range("bytes=" + std::to_string(first) + '-' + std::to_string(last), size);
  if (const auto* const slice = std::get_if<Slice>(&part)) {
    CHECK(slice->first == first);
    CHECK(slice->count >= 1);
    CHECK(slice->first + slice->count <= size);
  } else {
    CHECK((last < first ? part == Part{WholeBody{}} : first >= size));
  }
}
