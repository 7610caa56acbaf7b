#include <catch2/catch.hpp>

#include <atomic>
#include <set>
#include <thread>

#include "relay/http/http_date.h"
#include "relay/io/guarded.h"
#include "tests/relay/serve/an_endpoint_door.h"
#include "tests/support/raw_client.h"

using relay::rollout::Publication;
using relay::rollout::Table;
using relay::rollout::TablePtr;
using relay::store::Role;
using tests::AnEndpointDoor;
using tests::day;
using tests::RawClient;

namespace {

constexpr std::uint64_t kPublishes = 1'000;
constexpr std::size_t kClients = 4;
constexpr std::uint64_t kEvery = 20;  ///< So often the last release is taken back.
constexpr std::size_t kRemembered = 64;

/// What is known of a run from outside: which release was given out by which time, and what was
/// taken back.
struct AllKnown {
  std::vector<std::uint64_t> released_at{};  ///< By the seconds since day(2).
  std::set<std::uint64_t> taken_back{};
  std::vector<std::string> wrong{};
};

/// A relay that goes from release to release, each an index, its signature and a payload of its
/// own.
class ABusyRelay : public AnEndpointDoor {
 public:
  ABusyRelay() {
    tests::ATable made{1, a.store};
    made.file(Role::Pointer, "index", "index").file(Role::Signature, "index.sig", "signature");
    model_ = *made.file(Role::Immutable, "payload", "payload").done();
    go_on();
  }

  /// The next release for everybody; the one before it is superseded.
  void go_on() {
    const auto before = publication_;
    publication_ = tests::publication(table(++release_));
    if (!before.open.empty()) keep(before);
    activate();
  }
  /// The last release is in no part of the World any more; the one before it is back.
  void take_back() {
    known.with([&](AllKnown& all) { all.taken_back.insert(release_); });
    const auto recent = publication_.recent;
    publication_ = tests::publication(recent.front().table);
    publication_.recent = {recent.begin() + 1, recent.end()};
    activate();
  }
  std::uint64_t current() const { return publication_.open.front().release.number; }
  std::uint64_t last() const { return release_; }

  relay::io::Guarded<AllKnown> known;

 private:
  TablePtr table(std::uint64_t release) {
    auto made = std::make_shared<Table>(model_);
    made->release = {release};
    auto payload = made->files.extract("payload");
    payload.key() = "payload-" + std::to_string(release);
    made->files.insert(std::move(payload));
    return made;
  }
  void keep(const Publication& before) {
    const auto old = before.open.front().release;
    publication_.recent = before.recent;
    publication_.recent.insert(
        publication_.recent.begin(),
        {.table = before.tables.at(old), .until = day(9), .since = before.since.at(old)});
    if (publication_.recent.size() > kRemembered) publication_.recent.pop_back();
  }
  /// Every switch has a time of its own.
  void activate() {
    const auto time = known.with([&](AllKnown& all) {
      all.released_at.push_back(current());
      return all.released_at.size() - 1;
    });
    publication_.since.at({current()}) = day(2) + std::chrono::seconds{time};
    a.publish("default", publication_);
    publish();
  }

  Table model_;
  Publication publication_;
  std::uint64_t release_ = 0;
};

/// One client that reads updates, over and over.
class AReader {
 public:
  AReader(ABusyRelay& relay, std::size_t number)
      : relay_{relay}, agent_{"client-" + std::to_string(number)} {}

  /// Each third round over a new connection, which may be another loop's.
  void read_one_update() {
    if (rounds_++ % 3 == 0) client_.emplace(relay_.port());
    const auto index = release_of(ask("index"));
    const auto signature = release_of(ask("index.sig"));
    const auto payload = ask("payload-" + std::to_string(index)).status;
    const bool fine = index != 0 && index == signature && payload == 200;
    relay_.known.with([&](AllKnown& all) {
      spanned_ += all.released_at.back() != index ? 1 : 0;
      if (fine || all.taken_back.contains(index)) return;
      all.wrong.push_back(agent_ + ": index of " + std::to_string(index) + ", signature of " +
                          std::to_string(signature) + ", payload " + std::to_string(payload));
    });
  }
  tests::RawAnswer ask(const std::string& path) {
    return client_->ask("GET /clamav/" + path + " HTTP/1.1\r\nHost: h\r\nUser-Agent: " + agent_ +
                        "\r\n\r\n");
  }
  /// 0: it was no answer with a release's time.
  std::uint64_t release_of(const tests::RawAnswer& answer) {
    const auto time = relay::http::parse_http_date(answer.field("Last-Modified"));
    if (answer.status != 200 || !time) return 0;
    const auto at = static_cast<std::size_t>((*time - day(2)).count());
    return relay_.known.with([&](AllKnown& all) { return all.released_at.at(at); });
  }
  std::size_t spanned() const { return spanned_; }

 private:
  ABusyRelay& relay_;
  const std::string agent_;
  std::optional<RawClient> client_;
  std::size_t rounds_ = 0;
  std::size_t spanned_ = 0;  ///< Rounds during which the relay went on.
};

}  // namespace

TEST_CASE("through a thousand publishes no client sees two releases mixed or misses a file",
          "[serve][socket][property]") {
  ABusyRelay relay;
  std::atomic<bool> done = false;
  std::atomic<std::size_t> rounds = 0, spanned = 0;
  std::vector<std::jthread> clients;
  for (std::size_t i = 0; i < kClients; ++i) {
    clients.emplace_back([&, i] {
      AReader reader{relay, i};
      while (!done) {
        reader.read_one_update();
        ++rounds;
      }
      spanned += reader.spanned();
    });
  }

  AReader witness{relay, kClients};
  for (std::uint64_t n = 1; n <= kPublishes; ++n) {
    // So that all kinds of moments are met: after a whole round of somebody, or in the middle.
    for (const auto seen = rounds + n % 3; rounds < seen;) std::this_thread::yield();
    relay.go_on();
    if (n % kEvery != 0) continue;
    witness.read_one_update();
    REQUIRE(witness.release_of(witness.ask("index")) == relay.last());
    relay.take_back();
    CHECK(witness.release_of(witness.ask("index.sig")) == relay.current());
    CHECK(witness.ask("payload-" + std::to_string(relay.last())).status == 404);
  }
  done = true;
  clients.clear();

  const auto wrong = relay.known.with([](const AllKnown& all) { return all.wrong; });
  CAPTURE(rounds.load(), spanned.load());
  CHECK(wrong == std::vector<std::string>{});
  CHECK(spanned > 100);
}
