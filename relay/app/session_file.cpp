#include "relay/app/session_file.h"

#include <cstdlib>
#include <optional>
#include <utility>

#include "relay/app/loaded_policy.h"
#include "relay/app/people_secrets.h"
#include "relay/crypto/sha256.h"
#include "relay/io/new_file.h"

namespace relay::app {
namespace {

namespace fs = std::filesystem;
using policy::Refused;
using OrWhy = policy::Result<fs::path, std::string>;

constexpr std::size_t kDigits = 16;

/// The folder of all sessions is its owner's alone; one that is named for a session is as it is.
void make_folder_of(const fs::path& file) {
  const fs::path folder = file.parent_path();
  if (folder.empty() || fs::exists(folder)) return;
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
}

std::optional<std::string> keep(const OrWhy& file, std::string_view token) {
  if (!file) return file.error();
  try {
    make_folder_of(*file);
    io::write_durably(*file, std::string{token} + "\n", io::FileMode::Private);
  } catch (const fs::filesystem_error& failure) {
    return file->string() + ": cannot be written: " + failure.code().message();
  }
  return std::nullopt;
}

/// Nobody is signed in where there is no file.
policy::Result<std::string, std::string> kept(const OrWhy& file) {
  if (!file) return Refused{file.error()};
  std::error_code ignored;
  return fs::exists(*file, ignored) ? read_secret(*file) : std::string{};
}

/// Another command may have signed in meanwhile: its session stays.
bool forget(const OrWhy& file, std::string_view token) {
  const auto there = kept(file);
  std::error_code ignored;
  return there && !token.empty() && *there == token && fs::remove(*file, ignored);
}

policy::Result<std::string, std::string> setup_token(const fs::path& data) {
  auto token = read_secret(setup_token_file(data));
  if (token) return token;
  return Refused{token.error() +
                 "; the relay writes it at each start, for an hour, while there is no account"};
}

}  // namespace

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string{value};
}

OrWhy session_file(const std::string& url, const Environment& environment) {
  if (const auto named = environment("SLUICE_SESSION"); !named.empty()) return fs::path{named};
  const std::string name = crypto::sha256(url).hex().substr(0, kDigits) + ".session";
  const auto in = [&](const fs::path& folder) { return folder / "sluice" / name; };
  if (const auto state = environment("XDG_STATE_HOME"); !state.empty()) return in(state);
  if (const auto home = environment("HOME"); !home.empty())
    return in(fs::path{home} / ".local/state");
  if (const auto local = environment("LOCALAPPDATA"); !local.empty()) return in(local);
  return Refused{
      std::string{"there is no home folder to keep a session in; SLUICE_SESSION=FILE "
                  "names a place"}};
}

cli::Keys keys(const std::string& url, const fs::path& data, const Environment& environment) {
  const OrWhy file = session_file(url, environment);
  cli::Keys keys{
      .token = [file] { return kept(file); },
      .keep = [file](std::string_view token) { return keep(file, token); },
      .forget = [file](std::string_view token) { return forget(file, token); },
      .setup_token = [data] { return setup_token(data); },
  };
  if (const std::string token = environment("SLUICE_TOKEN_FILE"); !token.empty()) {
    keys.token = [token] { return read_secret(token); };
    keys.forget = [](std::string_view) { return false; };
  }
  return keys;
}

}  // namespace relay::app
