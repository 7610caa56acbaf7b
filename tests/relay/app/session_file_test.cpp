#include "relay/app/session_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <map>

#include "relay/app/people_secrets.h"
#include "relay/crypto/sha256.h"
#include "tests/support/temp_folder.h"

using namespace relay::app;
using tests::read_file;
using tests::TempFolder;
using tests::write_file;

namespace {

namespace fs = std::filesystem;

const std::string kDoor = "https://127.0.0.1:8443";

Environment with(const std::map<std::string, std::string>& set) {
  return [set](const char* name) {
    const auto found = set.find(name);
    return found == set.end() ? std::string{} : found->second;
  };
}

mode_t mode_at(const fs::path& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 0777;
}

}  // namespace

TEST_CASE("a session is kept where the environment says and apart for each relay",
          "[app][people]") {
  const std::string name = relay::crypto::sha256(kDoor).hex().substr(0, 16) + ".session";
  const auto at = [](const std::map<std::string, std::string>& set) {
    const auto file = session_file(kDoor, with(set));
    return file ? file->string() : file.error();
  };
  CHECK(at({{"SLUICE_SESSION", "here"}, {"HOME", "/home/ann"}}) == "here");
  CHECK(at({{"XDG_STATE_HOME", "/state"}, {"HOME", "/home/ann"}}) == "/state/sluice/" + name);
  CHECK(at({{"HOME", "/home/ann"}, {"LOCALAPPDATA", "/local"}}) ==
        "/home/ann/.local/state/sluice/" + name);
  CHECK(at({{"LOCALAPPDATA", "/local"}}) == "/local/sluice/" + name);
  CHECK(at({}) ==
        "there is no home folder to keep a session in; SLUICE_SESSION=FILE names a place");
  CHECK(session_file("https://127.0.0.1:8444", with({{"HOME", "/h"}}))->filename() != name);
}

TEST_CASE("a session is nobody else's to read and is gone once it is forgotten", "[app][people]") {
  const TempFolder home;
  const auto set = with({{"HOME", home.path().string()}});
  const auto keys = relay::app::keys(kDoor, home.path(), set);
  const fs::path file = *session_file(kDoor, set);
  CHECK(keys.token()->empty());
  CHECK_FALSE(keys.forget(""));
  CHECK_FALSE(keys.keep("sluice_session_one"));
  CHECK_FALSE(keys.keep("sluice_session_two"));
  CHECK(read_file(file) == "sluice_session_two\n");
  CHECK(mode_at(file) == 0600);
  CHECK(mode_at(file.parent_path()) == 0700);
  CHECK(*keys.token() == "sluice_session_two");
  CHECK_FALSE(keys.forget("sluice_session_one"));
  CHECK(keys.forget("sluice_session_two"));
  CHECK(keys.token()->empty());
  CHECK_FALSE(fs::exists(file));

  write_file(home / "plain", "");
  const auto nowhere =
      relay::app::keys(kDoor, home.path(), with({{"SLUICE_SESSION", (home / "plain/x").string()}}));
  CHECK(nowhere.keep("x") == (home / "plain/x").string() + ": cannot be written: Not a directory");
  const auto homeless = relay::app::keys(kDoor, home.path(), with({}));
  CHECK(homeless.token().error() == *homeless.keep("x"));
}

TEST_CASE("a token for programs is shown instead and never forgotten", "[app][people]") {
  const TempFolder folder;
  const auto keys = relay::app::keys(
      kDoor, folder.path(),
      with({{"HOME", folder.path().string()}, {"SLUICE_TOKEN_FILE", (folder / "token").string()}}));
  CHECK(keys.token().error() ==
        (folder / "token").string() + ": cannot be read: No such file or directory");
  write_file(folder / "token", "sluice_api_x\n");
  CHECK(*keys.token() == "sluice_api_x");
  CHECK_FALSE(keys.forget("sluice_api_x"));
  CHECK(*keys.token() == "sluice_api_x");
}

TEST_CASE("leave to set up a relay is read where the relay writes it", "[app][people]") {
  const TempFolder folder;
  const auto keys = relay::app::keys(kDoor, folder.path(), with({}));
  CHECK(keys.setup_token().error() ==
        (folder / "setup.token").string() +
            ": cannot be read: No such file or directory; the relay writes it at each start, for "
            "an hour, while there is no account");
  write_setup_token(folder.path(), "sluice_setup_x");
  CHECK(*keys.setup_token() == "sluice_setup_x");
}
