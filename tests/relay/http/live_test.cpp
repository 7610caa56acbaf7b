#include "relay/http/live_body.h"

#include <catch2/catch.hpp>
#include <condition_variable>

#include "tests/relay/http/kinds_of_doors.h"

using namespace std::chrono_literals;
using relay::http::LiveBody;
using relay::http::Request;
using relay::http::Response;
using tests::ADoorOfAKind;
using tests::get;
using tests::KindOfDoor;
using tests::kKindsOfDoors;
using tests::RawClient;

namespace {

/// What a test says to everybody who follows, and how many do.
class Script {
 public:
  void say(const std::string& piece) {
    const std::lock_guard lock{mutex_};
    said_.push_back(piece);
  }
  void end() {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  /// Whether so many follow, now or soon.
  bool followed_by(int count) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, 10s, [&] { return followers_ == count; });
  }
  std::size_t taken() const {
    const std::lock_guard lock{mutex_};
    return taken_;
  }
  Response answer() { return {.fields = {{"Content-Type", "text/x"}}, .body = follower()}; }

 private:
  class Body final : public LiveBody {
   public:
    explicit Body(Script& script) : script_{script} { script_.count(1); }
    ~Body() override { script_.count(-1); }
    std::optional<std::string> take() override { return script_.next(place_); }
    std::string pulse() override { return "-"; }

   private:
    Script& script_;
    std::size_t place_ = 0;
  };
  std::shared_ptr<LiveBody> follower() { return std::make_shared<Body>(*this); }
  void count(int one) {
    const std::lock_guard lock{mutex_};
    followers_ += one;
    changed_.notify_all();
  }
  std::optional<std::string> next(std::size_t& place) {
    const std::lock_guard lock{mutex_};
    if (place == said_.size()) return over_ ? std::nullopt : std::optional{std::string{}};
    taken_ += said_[place].size();
    return said_[place++];
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> said_;  ///< Guarded by mutex_, as are the next.
  std::size_t taken_ = 0;
  int followers_ = 0;
  bool over_ = false;
};

struct LiveDoor : ADoorOfAKind {
  explicit LiveDoor(const KindOfDoor& kind_of_it = kKindsOfDoors[0]) : ADoorOfAKind{kind_of_it} {
    answer = [this](const Request& request) -> Response {
      if (request.path == "/flood") return flood.answer();
      return request.path == "/live" ? script.answer() : Response{.body = "seen"};
    };
  }
  ~LiveDoor() { shut(); }  // Before the script that its followers read.

  void say(const std::string& piece) {
    script.say(piece);
    open_door().wake_live();
  }
  void end() {
    script.end();
    open_door().wake_live();
  }
  relay::http::Door& open_door() {
    if (opened_ == nullptr) opened_ = &open();
    return *opened_;
  }
  std::uint16_t live_port() { return open_door().port(); }

  Script script, flood;

 private:
  relay::http::Door* opened_ = nullptr;
};

const std::string kHead =
    "HTTP/1.1 200 OK\r\nDate: Sun, 04 Jan 2026 00:00:00 GMT\r\nContent-Type: text/x\r\n";
const std::string kHeadEnd = "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
const std::string kChunked = kHead + "Transfer-Encoding: chunked\r\n" + kHeadEnd;

}  // namespace

TEST_CASE("a piece is one chunk", "[http][live]") {
  CHECK(relay::http::in_chunk("x") == "1\r\nx\r\n");
  CHECK(relay::http::in_chunk(std::string(16, 'y')) == "10\r\nyyyyyyyyyyyyyyyy\r\n");
  CHECK(relay::http::kLastChunk == "0\r\n\r\n");
}

TEST_CASE("a live body is sent as it comes and ends its connection at every door",
          "[http][socket][live]") {
  const KindOfDoor kind = GENERATE(from_range(kKindsOfDoors));
  CAPTURE(kind.name);
  LiveDoor door{kind};
  door.open_door();
  const auto client = door.client();
  door.script.say("said before");
  client->send(get("/live"));
  CHECK(client->until("\r\n\r\n") == kChunked);
  CHECK(client->until("before\r\n") == "b\r\nsaid before\r\n");
  const std::string long_piece(70'000, 'x');
  door.say(long_piece);
  CHECK(client->until("x\r\n") == "11170\r\n" + long_piece + "\r\n");
  door.say("one");
  door.say("two");
  CHECK(client->until("two\r\n") == "3\r\none\r\n3\r\ntwo\r\n");
  door.end();
  CHECK(client->rest() == "0\r\n\r\n");
  CHECK(door.script.followed_by(0));
  CHECK(door.open_door().counts().answered[2] == 1);
}

TEST_CASE("a client that knows no chunks gets a live body until the connection ends",
          "[http][socket][live]") {
  LiveDoor door;
  RawClient client{door.live_port()};
  client.send("GET /live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  CHECK(client.until("\r\n\r\n") == kHead + kHeadEnd);
  door.say("one");
  CHECK(client.until("one") == "one");
  door.end();
  CHECK(client.rest().empty());
}

TEST_CASE("nobody follows who asks only for the head", "[http][socket][live]") {
  LiveDoor door;
  RawClient client{door.live_port()};
  client.send("HEAD /live HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(client.rest() == kChunked);
  CHECK(door.script.followed_by(0));
}

TEST_CASE("a live body that has nothing to say shows that it is there and no deadline ends it",
          "[http][socket][live][deadline]") {
  LiveDoor door;
  door.settings.limits.pulse = 100ms;
  door.settings.limits.idle = 50ms;
  door.settings.limits.answer_deadline = 50ms;
  door.settings.limits.least_rate = 1'000'000;
  RawClient client{door.live_port()};
  client.send(get("/live"));
  client.until("\r\n\r\n");
  for (int i = 0; i < 3; ++i) CHECK(client.until("-\r\n") == "1\r\n-\r\n");
  door.say("one");
  CHECK(client.until("one\r\n") == "3\r\none\r\n");
}

TEST_CASE("what a follower sends is thrown away and that it hangs up is noticed at once",
          "[http][socket][live]") {
  const KindOfDoor kind = GENERATE(from_range(kKindsOfDoors));
  CAPTURE(kind.name);
  LiveDoor door{kind};
  door.settings.limits.pulse = 1h;
  door.open_door();
  {
    const auto client = door.client();
    client->send(get("/live") + get("/next"));
    CHECK(client->answer(RawClient::Body::None).status == 200);
    CHECK(client->send(std::string(100'000, 'x') + get("/next")));
    CHECK(door.script.followed_by(1));
  }
  CHECK(door.script.followed_by(0));
  CHECK(door.asked().size() == 1);
}

TEST_CASE("a follower that does not read is cut off and little waits for it",
          "[http][socket][live][deadline]") {
  LiveDoor door;
  door.settings.limits.rate_span = 200ms;
  for (int i = 0; i < 1'000; ++i) door.script.say(std::string(65'536, 'x'));
  RawClient deaf{door.live_port()};
  deaf.send(get("/live"));
  CHECK(door.script.followed_by(1));
  CHECK(door.script.followed_by(0));
  CHECK(door.script.taken() < 32'000'000);  // What the two systems hold is not ours.
}

TEST_CASE("a door that shuts ends what is live at once", "[http][socket][live]") {
  LiveDoor door;
  door.settings.limits.rate_span = door.settings.limits.drain = 1h;
  RawClient client{door.live_port()};
  client.send(get("/live"));
  CHECK(client.until("\r\n\r\n") == kChunked);
  const bool one_is_deaf = GENERATE(false, true);
  std::optional<RawClient> deaf;
  if (one_is_deaf) {
    for (int i = 0; i < 1'000; ++i) door.flood.say(std::string(65'536, 'x'));
    deaf.emplace(door.live_port()).send(get("/flood"));
    CHECK(door.flood.followed_by(1));
  }
  door.shut();
  CHECK(client.rest().ends_with("0\r\n\r\n"));
  CHECK(door.script.followed_by(0));
  CHECK(door.flood.followed_by(0));
}
