#include "relay/net/fetchers.h"

#include <catch2/catch.hpp>

#include "tests/relay/net/text_sink.h"
#include "tests/support/scripted_fetcher.h"

TEST_CASE("a file URL goes to the folders and all else to the network", "[net][fetchers]") {
  tests::ScriptedFetcher network;
  tests::ScriptedFetcher folders;
  relay::net::Fetchers both{network, folders};
  tests::TextSink sink;
  for (const auto* const url : {"https://a.example/x", "FILE:///media/x", "http://a.example/x",
                                "nonsense", "file:///media/y"}) {
    static_cast<void>(both.fetch({.url = url, .size_cap = 1}, sink));
  }
  CHECK(network.asked ==
        std::vector<std::string>{"https://a.example/x", "http://a.example/x", "nonsense"});
  CHECK(folders.asked == std::vector<std::string>{"FILE:///media/x", "file:///media/y"});
}
