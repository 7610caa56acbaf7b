#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "relay/people/totp.h"
#include "tests/relay/people/a_directory.h"

using namespace relay::people;
using namespace std::chrono_literals;
using tests::ADirectory;
using tests::kPassword;
using Refused = NotSignedIn::Kind;

namespace {

std::string from_base32(std::string_view text) {
  std::string bytes;
  unsigned waiting = 0;
  unsigned bits = 0;
  for (const char c : text) {
    waiting = waiting << 5U | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(waiting >> bits & 0xffU);
  }
  return bytes;
}

/// ann has an app; what it shows now.
class WithApp : public ADirectory {
 public:
  WithApp() {
    set_up();
    const auto factor = people->begin_factor("ann", by("ann"));
    seed = from_base32(factor->seed);
    confirmed = people->confirm_factor("ann", shown(), std::nullopt, by("ann"));
    now += 30s;
  }
  std::string shown(policy::Span later = 0s) const {
    return totp_code(seed, static_cast<std::uint64_t>(policy::unix_seconds(now + later)) / 30);
  }
  Attempt with(const std::string& code, const char* password = kPassword) const {
    Attempt one = attempt("ann", password);
    one.code = code;
    return one;
  }
  Attempt on_paper(const std::string& code) const {
    Attempt one = attempt();
    one.recovery = code;
    return one;
  }

  std::string seed{};
  bool confirmed = false;
};

}  // namespace

TEST_CASE("a second factor counts once its owner has shown a first code", "[people][totp]") {
  ADirectory a;
  const auto session = a.set_up();
  const auto other = a.sign_in();
  const auto factor = a.people->begin_factor("ann", a.by("ann"));
  REQUIRE(factor);
  CHECK(factor->seed.size() == 32);
  CHECK(factor->uri.find(factor->seed) != std::string::npos);
  CHECK_FALSE(a.people->find("ann")->second_factor);
  CHECK_FALSE(a.refusal(a.attempt()));
  const auto& keep = session.caller.shown;
  CHECK_FALSE(a.people->confirm_factor("ann", "000000x", keep, a.by("ann")));
  const auto step = static_cast<std::uint64_t>(policy::unix_seconds(a.now)) / 30;
  const auto code = totp_code(from_base32(factor->seed), step);
  CHECK(a.people->confirm_factor("ann", code, keep, a.by("ann")));
  CHECK(a.people->find("ann")->second_factor);
  CHECK(a.shows(session.token));
  CHECK_FALSE(a.shows(other.token));
  CHECK_FALSE(a.people->begin_factor("ann", a.by("ann")));
  // The code that confirmed it was used.
  auto again = a.attempt();
  again.code = code;
  CHECK(a.refusal(again) == Refused::Wrong);
  // Of the seed nobody reads anything in the database.
  a.state.read([&](relay::db::Connection& db) {
    const auto kept = relay::catalog::second_factor(db, "ann")->seed;
    CHECK(kept.find(from_base32(factor->seed)) == std::string::npos);
  });
}

TEST_CASE("the code is asked for only of who knows the password", "[people][totp]") {
  WithApp a;
  REQUIRE(a.confirmed);
  CHECK(a.refusal(a.attempt("ann", "wrong")) == Refused::Wrong);
  CHECK(a.refusal(a.attempt()) == Refused::CodeNeeded);
  CHECK(a.refusal(a.with(a.shown(), "wrong")) == Refused::Wrong);
  CHECK(a.refusal(a.with("123")) == Refused::Wrong);
  CHECK_FALSE(a.refusal(a.with(a.shown())));
}

TEST_CASE("a code is used once also across a restart", "[people][totp][hostile]") {
  WithApp a;
  const auto code = a.shown();
  CHECK_FALSE(a.refusal(a.with(code)));
  CHECK(a.refusal(a.with(code)) == Refused::Wrong);
  a.start_again();
  CHECK(a.refusal(a.with(code)) == Refused::Wrong);
  CHECK(a.refusal(a.with(a.shown(-30s))) == Refused::Wrong);
  CHECK_FALSE(a.refusal(a.with(a.shown(30s))));
}

TEST_CASE("of two who show one code at once one is let in", "[people][totp][threads]") {
  WithApp a;
  const auto code = a.shown();
  std::atomic<int> in = 0;
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < 4; ++i) {
      all.emplace_back([&] { in += a.people->sign_in(a.with(code)) ? 1 : 0; });
    }
  }
  CHECK(in == 1);
}

TEST_CASE("after five wrong codes a minute passes before the next", "[people][totp][hostile]") {
  WithApp a;
  for (int i = 0; i < 5; ++i) CHECK(a.refusal(a.with("000000")) == Refused::Wrong);
  a.start_again();
  for (int i = 0; i < 5; ++i) CHECK(a.refusal(a.with("000000")) == Refused::Wrong);
  a.now += 1s;
  CHECK(a.refusal(a.with(a.shown())) == Refused::TooMany);
  a.now += 59s;
  CHECK_FALSE(a.refusal(a.with(a.shown())));
}

TEST_CASE("a recovery code lets its owner in once", "[people][totp]") {
  WithApp a;
  const auto codes = a.people->new_recovery_codes("ann", a.by("ann"));
  REQUIRE(codes.size() == 10);
  CHECK(a.refusal(a.on_paper("aaaaa-aaaaa")) == Refused::Wrong);
  CHECK_FALSE(a.refusal(a.on_paper(codes[0])));
  CHECK(a.refusal(a.on_paper(codes[0])) == Refused::Wrong);
  CHECK(a.people->find("ann")->recovery_codes == 9);
  const auto more = a.people->new_recovery_codes("ann", a.by("ann"));
  a.start_again();
  CHECK(a.refusal(a.on_paper(codes[1])) == Refused::Wrong);
  CHECK_FALSE(a.refusal(a.on_paper(more[0])));
  CHECK(a.people->find("ann")->recovery_codes == 9);
}

TEST_CASE("a factor that was removed is asked of nobody and its codes are void", "[people][totp]") {
  WithApp a;
  const auto codes = a.people->new_recovery_codes("ann", a.by("ann"));
  const auto session = *a.people->sign_in(a.with(a.shown()));
  CHECK(a.change(RemoveFactor{"ann"}).empty());
  CHECK_FALSE(a.shows(session.token));
  CHECK_FALSE(a.refusal(a.attempt()));
  CHECK(a.people->find("ann")->recovery_codes == 0);
  CHECK(a.change(RemoveFactor{"ann"}) == "'ann' has no second factor");
}
