#include "relay/app/people_secrets.h"

#include <stdexcept>

#include "policy/digest.h"
#include "relay/app/kept_secret.h"
#include "relay/io/new_file.h"

namespace relay::app {

std::string people_key(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "people.key";
  const auto key = policy::Digest::parse_hex(kept_in(file, random_key));
  if (!key) {
    throw std::runtime_error{file.string() +
                             " is not 64 hexadecimal digits; put back the one that belongs to "
                             "this data folder"};
  }
  return {reinterpret_cast<const char*>(key->bytes.data()), key->bytes.size()};
}

std::filesystem::path setup_token_file(const std::filesystem::path& data) {
  return data / "setup.token";
}

void write_setup_token(const std::filesystem::path& data, std::string_view token) {
  io::write_durably(setup_token_file(data), std::string{token} + "\n", io::FileMode::Private);
}

void remove_setup_token(const std::filesystem::path& data) {
  std::filesystem::remove(setup_token_file(data));
}

bool remove_admin_token(const std::filesystem::path& data) {
  return std::filesystem::remove(data / "admin.token");
}

}  // namespace relay::app
