#include "relay/app/people_secrets.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "policy/digest.h"
#include "tests/support/temp_folder.h"

using namespace relay::app;
using tests::read_file;
using tests::TempFolder;
using tests::write_file;

namespace {

namespace fs = std::filesystem;

mode_t rights_of(const fs::path& file) {
  struct stat facts {};
  REQUIRE(::stat(file.c_str(), &facts) == 0);
  return facts.st_mode & 0777;
}

}  // namespace

TEST_CASE("the key of people's secrets is made once and is nobody else's", "[app][people]") {
  const TempFolder data;
  const fs::path file = data / "people.key";
  const std::string key = people_key(data.path());
  CHECK(rights_of(file) == 0600);
  CHECK(people_key(data.path()) == key);
  const auto kept = policy::Digest::parse_hex(read_file(file).substr(0, 64));
  REQUIRE(kept);
  CHECK(key == std::string{reinterpret_cast<const char*>(kept->bytes.data()), 32});

  for (const std::string& other : {std::string(63, 'a'), std::string(65, 'a'), std::string{}}) {
    write_file(file, other);
    CHECK_THROWS_WITH(people_key(data.path()), file.string() +
                                                   " is not 64 hexadecimal digits; put back the "
                                                   "one that belongs to this data folder");
    CHECK(read_file(file) == other);
  }
}

TEST_CASE("leave to set up lies where only the owner reads it until it is over", "[app][people]") {
  const TempFolder data;
  remove_setup_token(data.path());
  write_setup_token(data.path(), "sluice_setup_one");
  write_setup_token(data.path(), "sluice_setup_two");
  CHECK(read_file(data / "setup.token") == "sluice_setup_two\n");
  CHECK(rights_of(setup_token_file(data.path())) == 0600);
  remove_setup_token(data.path());
  CHECK_FALSE(fs::exists(data / "setup.token"));
}

TEST_CASE("a token of a relay without accounts is taken away", "[app][people]") {
  const TempFolder data;
  CHECK_FALSE(remove_admin_token(data.path()));
  write_file(data / "admin.token", "sluice_abc\n");
  CHECK(remove_admin_token(data.path()));
  CHECK_FALSE(fs::exists(data / "admin.token"));
}
