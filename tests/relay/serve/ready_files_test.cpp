#include "relay/serve/ready_files.h"

#include <catch2/catch.hpp>

#include "tests/relay/serve/a_world.h"

using relay::serve::Audience;
using relay::serve::ReadyFiles;
using relay::serve::Served;
using relay::store::File;
using tests::day;

namespace {

struct AStore {
  tests::TempFolder folder{};
  relay::store::Store store{folder.path()};
  ReadyFiles ready{};

  auto of(const File& file, int since = 1, Audience audience = Audience::Caller) {
    return ready.of(store, Served{&file, day(since)}, audience);
  }
};

}  // namespace

TEST_CASE("an answer is made once for all that it depends on", "[serve]") {
  AStore a;
  const File one{.role = relay::store::Role::Pointer}, other = one;
  const auto first = a.of(one);
  CHECK(a.of(one) == first);
  CHECK(a.of(other) != first);
  CHECK(a.of(one, 2) != first);
  CHECK(a.of(one, 2)->validators.last_modified == day(2));
  CHECK(a.of(one, 1, Audience::GroupOfUrl) != first);
  CHECK(a.of(one, 1, Audience::GroupOfUrl)->when_whole.find("Cache-Control: no-cache\r\n") !=
        std::string::npos);
  CHECK(a.ready.size() == 4);
  a.ready.clear();
  CHECK(a.ready.size() == 0);
}

TEST_CASE("what is kept ready has an end", "[serve]") {
  AStore a;
  const std::vector<File> files(ReadyFiles::kRoom + 1);
  for (std::size_t i = 0; i < ReadyFiles::kRoom; ++i) a.of(files[i]);
  CHECK(a.ready.size() == ReadyFiles::kRoom);
  a.of(files.back());
  CHECK(a.ready.size() == 1);
}
