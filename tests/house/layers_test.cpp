#include "tests/house/layers.h"

#include <catch2/catch.hpp>

using tests::house::check_includes;
using tests::house::check_order;
using tests::house::Layers;
using tests::house::parse_layers;
using tests::house::show;

namespace {

Layers a_table() {
  return parse_layers(
      "# a remark: with a colon\n"
      "policy:\n"
      "relay/io:   policy | poco\n"
      "relay/http: policy relay/io | boost openssl\n");
}

std::string includes(const std::string& path, const std::string& text,
                     const std::string& readme = {}) {
  return show(check_includes(a_table(), path, text, readme));
}

}  // namespace

TEST_CASE("the table is read as it is written", "[house][layers]") {
  const auto table = a_table();
  REQUIRE(table.size() == 3);
  CHECK(table[0].name == "policy");
  CHECK(table[0].rooms.empty());
  CHECK(table[2].rooms == std::set<std::string>{"policy", "relay/io"});
  CHECK(table[2].foreign == std::set<std::string>{"boost", "openssl"});
  CHECK(check_order(table).empty());
}

TEST_CASE("a table that points down is refused", "[house][layers]") {
  CHECK(show(check_order(parse_layers("policy: relay/io\nrelay/io: policy\n"))) ==
        "relay/layers.txt: policy includes relay/io, which does not stand above it\n");
}

TEST_CASE("an include of a room that the table does not allow is named", "[house][layers]") {
  CHECK(includes("policy/gate.cpp",
                 "#include \"policy/gate.h\"\n#include \"relay/http/server.h\"\n") ==
        "policy/gate.cpp:2: policy may not include relay/http\n");
  CHECK(includes("relay/http/tls/server.cpp",
                 "#include \"relay/io/clock.h\"\n#include \"relay/http/message.h\"\n")
            .empty());
  CHECK(includes("relay/io/clock.cpp", "// #include \"relay/http/server.h\"\n").empty());
}

TEST_CASE("an include is a full path and a file is in a room", "[house][layers]") {
  CHECK(includes("relay/io/clock.cpp", "#include \"clock.h\"\n") ==
        "relay/io/clock.cpp:1: 'clock.h' is in no room; includes are full paths from the root\n");
  CHECK(includes("relay/new/a.cpp", "") ==
        "relay/new/a.cpp: this file is in no room of relay/layers.txt\n");
}

TEST_CASE("a foreign header stays in sources of rooms that may have it", "[house][layers]") {
  CHECK(
      includes("relay/http/server.cpp", "#include <boost/asio.hpp>\n#include <string>\n").empty());
  CHECK(includes("relay/io/log.cpp", "#include <boost/asio.hpp>\n") ==
        "relay/io/log.cpp:1: relay/io may not include headers of boost\n");
  CHECK(includes("relay/http/server.h", "#include <boost/asio.hpp>\n") ==
        "relay/http/server.h:1: headers of boost stay in .cpp files, unless the room's README says "
        "why this one may\n");
  CHECK(includes("relay/http/connection.h", "#include <boost/asio.hpp>\n",
                 "`connection.h` holds a socket, so …")
            .empty());
  CHECK(includes("relay/io/log.cpp", "#include <fancy/new.hpp>\n") ==
        "relay/io/log.cpp:1: <fancy/new.hpp> is of no library that tests/house/layers.cpp knows\n");
}

TEST_CASE("the operating system stays in sources for one system", "[house][layers]") {
  CHECK(
      includes("relay/io/lock_posix.cpp", "#include <sys/file.h>\n#include <unistd.h>\n").empty());
  CHECK(includes("relay/io/lock_windows.cpp", "#include <windows.h>\n").empty());
  CHECK(includes("relay/io/lock.cpp", "#include <unistd.h>\n") ==
        "relay/io/lock.cpp:1: <unistd.h> stays in *_posix.cpp, *_linux.cpp or *_windows.cpp\n");
}
