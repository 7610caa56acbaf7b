#include "relay/people/password.h"

#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "relay/people/passwords.h"
#include "relay/people/recovery.h"

using namespace std::chrono_literals;
using namespace std::string_view_literals;
using namespace relay::people;

namespace {

constexpr relay::crypto::ScryptCost kCost{16, 8, 1};

bool is_taken(std::string_view password) {
  return !against_password(password, "ann-smith");
}

}  // namespace

TEST_CASE("a password's length counts and what everybody tries first", "[people]") {
  CHECK(is_taken("kqzwvbxj"));
  CHECK(against_password("kqzwvbx", "ann") ==
        "a password is at least 8 bytes long, better 15, not 7 bytes");
  std::string longest;
  while (longest.size() < 256) longest += "every word ";
  longest.resize(256);
  CHECK(is_taken(longest));
  CHECK(against_password(longest + "x", "ann") ==
        "a password is at most 256 bytes long, not 257 bytes");
  for (const char* const common :
       {"password", "PassWord123", "12345678",
        "correct horse battery "
        "staple",
        "ann-smith", "Ann-Smith1", "1ann-smith1", "zzzzzzzz", "        ", "qwertzuiop"}) {
    CAPTURE(common);
    CHECK(against_password(common, "ann-smith") ==
          "this password is among those that everybody tries first; take several words");
  }
  CHECK(is_taken("ann-smith likes it"));
  CHECK(is_taken("пароль из слов"));
}

TEST_CASE("a password fits its own hash alone and no hash is like another", "[people]") {
  const auto phc = hashed("a\0b passwords are bytes"sv, kCost);
  CHECK(phc.starts_with("$scrypt$ln=4,r=8,p=1$"));
  CHECK(phc.find('=', 21) == std::string::npos);
  CHECK(fits("a\0b passwords are bytes"sv, phc));
  CHECK_FALSE(fits("a passwords are bytes", phc));
  CHECK_FALSE(fits("a", phc));
  CHECK_FALSE(fits("", phc));
  CHECK(phc != hashed("a\0b passwords are bytes"sv, kCost));
  CHECK_FALSE(outdated(phc, kCost));
  CHECK(outdated(phc, {32, 8, 1}));
  CHECK(outdated(phc, {16, 8, 2}));
  CHECK(fits("p", "$scrypt$ln=4,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$" + hashed("p", kCost).substr(44)) ==
        false);
}

TEST_CASE("what is no hash fits nothing", "[people][hostile]") {
  const std::string rest = "$c2FsdHNhbHQ$c2FsdHNhbHQ";
  for (const std::string& wrong :
       {std::string{}, std::string{"$scrypt$"}, "$argon2id$ln=4,r=8,p=1" + rest,
        "$scrypt$ln=0,r=8,p=1" + rest, "$scrypt$ln=21,r=8,p=1" + rest,
        "$scrypt$ln=4,r=0,p=1" + rest, "$scrypt$ln=4,r=65,p=1" + rest,
        "$scrypt$ln=4,r=8,p=99999999999" + rest, "$scrypt$ln=4,r=8,p=-1" + rest,
        std::string{"$scrypt$ln=4,r=8,p=1$$"}, std::string{"$scrypt$ln=4,r=8,p=1$c2Fs!$c2Fs"}}) {
    CAPTURE(wrong);
    CHECK_FALSE(fits("password", wrong));
    CHECK(outdated(wrong, kCost));
  }
}

TEST_CASE("the real cost is OWASP's and says so", "[people]") {
  CHECK(hashed("p", {}).starts_with("$scrypt$ln=17,r=8,p=1$"));
}

TEST_CASE("asking for nobody's password is as much work as for somebody's", "[people]") {
  Passwords passwords{kCost};
  const auto phc = *passwords.hash("the password");
  CHECK(passwords.hashes() == 1);
  CHECK(passwords.ask("the password", phc) == Passwords::Answer::Fits);
  CHECK(passwords.ask("another", phc) == Passwords::Answer::Wrong);
  CHECK(passwords.ask("the password", "") == Passwords::Answer::Wrong);
  CHECK(passwords.hashes() == 4);
}

TEST_CASE("two are hashed at once and two wait and others are told to come again", "[people]") {
  // So slow that all have come before the first one is done.
  Passwords passwords{{16'384, 8, 1}, 60s};
  std::atomic<int> busy = 0;
  std::atomic<int> done = 0;
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < 50; ++i) {
      all.emplace_back([&] { ++(passwords.hash("p") ? done : busy); });
    }
  }
  CHECK(done + busy == 50);
  CHECK(done >= 4);
  CHECK(busy >= 1);
  CHECK(passwords.hashes() == static_cast<std::uint64_t>(done.load()));
  CHECK(passwords.hash("p"));
}

TEST_CASE("a recovery code is fifty clear bits and is read as people write", "[people]") {
  const std::string key(32, 'k');
  std::set<std::string> codes;
  for (int i = 0; i < 200; ++i) {
    const std::string code = new_recovery_code();
    CHECK(code.size() == 11);
    CHECK(code[5] == '-');
    CHECK(code.find_first_of("ilo1") == std::string::npos);
    codes.insert(code);
  }
  CHECK(codes.size() == 200);
  const auto kept = kept_of(key, "ann", "k3f9a-xq27m");
  CHECK(kept_of(key, "ann", " K3F9A xq27m ") == kept);
  CHECK(kept_of(key, "ann", "k3f9axq27m") == kept);
  CHECK_FALSE(kept_of(key, "bob", "k3f9a-xq27m") == kept);
  CHECK_FALSE(kept_of(std::string(32, 'l'), "ann", "k3f9a-xq27m") == kept);
  CHECK_FALSE(kept_of(key, "ann", "k3f9a-xq27n") == kept);
}
