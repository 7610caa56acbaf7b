#include "tests/e2e/a_running_relay.h"

#include <pwd.h>
#include <unistd.h>

#include <stdexcept>

#include "config/settings.h"
#include "tests/e2e/a_real_program.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

constexpr policy::Span kFresh = std::chrono::minutes{4};

relay::http::DoorSettings loopback() {
  return {.name = "vendor", .listen = {.host = "127.0.0.1", .port = 0}};
}

relay::http::Response file_response(const fs::path& folder, const relay::http::Request& request) {
  const fs::path file = folder / request.path.substr(1);
  if (!fs::is_regular_file(file)) return {.status = 404};
  const std::string bytes = read_file(file);
  const auto stamp = std::hash<std::string>{}(bytes);
  return {.status = 200,
          .body = bytes,
          .validators = relay::http::Validators{.etag = "\"" + std::to_string(stamp) + "\""}};
}

config::Settings settings(const TempFolder& folder) {
  config::Settings made;
  made.data_folder = folder / "data";
  made.policy_file = folder / "policy.yaml";
  made.doors.endpoints.listen = {.host = "127.0.0.1", .port = 0};
  made.doors.admin.listen = {.host = "127.0.0.1", .port = 0};
  made.store.keep_free = 1;
  fs::create_directories(made.data_folder);
  return made;
}

std::string user_name() {
  const passwd* const user = ::getpwuid(::getuid());
  return user != nullptr ? user->pw_name : "root";
}

}  // namespace

AVendor::AVendor()
    : door_{loopback(), clock_, [this](const relay::http::Request& request) {
              return file_response(folder_.path(), request);
            }} {}

std::string AVendor::url() const {
  return "http://127.0.0.1:" + std::to_string(door_.port());
}

void AVendor::publish(const fs::path& from, const std::string& name) {
  write_file(folder_ / name, read_file(from));
}

void AVendor::withdraw(const std::string& name) {
  fs::remove(folder_ / name);
}

ARunningRelay::ARunningRelay(const std::string& policy) {
  auto loaded = relay::app::load_policy(folder_ / "policy.yaml", policy);
  if (!loaded) throw std::runtime_error{loaded.error().report};
  app_ = std::make_unique<relay::app::App>(settings(folder_), *loaded, clock, network_, log_);
  // The command line finds the relay through a settings file; the doors' ports are known only now.
  write_file(folder_ / "sluice.yaml",
             "data: data\npolicy: policy.yaml\n"
             "endpoints: { listen: \"127.0.0.1:" +
                 std::to_string(app_->endpoint_port()) +
                 "\" }\n"
                 "admin: { listen: \"127.0.0.1:" +
                 std::to_string(app_->admin_port()) + "\" }\n");
  sign_in("setup");
}

std::string ARunningRelay::endpoint_url() const {
  return "http://127.0.0.1:" + std::to_string(app_->endpoint_port());
}

Ran ARunningRelay::run(std::vector<std::string> words) const {
  words.insert(words.begin(), SLUICE_PROGRAM);
  words.insert(words.end(), {"--config", (folder_ / "sluice.yaml").string()});
  return run_program(words, {{"SLUICE_SESSION", (folder_ / "session").string()}});
}

void ARunningRelay::sign_in(const std::string& command) const {
  write_file(folder_ / "password", kPassword);
  const Ran done = run({command, "ann", "--password-file", (folder_ / "password").string()});
  if (done.exit_code != 0) throw std::runtime_error{done.output};
  signed_in_ = clock.now();
}

Ran ARunningRelay::sluice(const std::vector<std::string>& words) const {
  // A session ends when nobody shows it, and who signed in long ago must confirm what he does.
  const policy::Span passed = clock.now() - signed_in_;
  if (passed < policy::Span{0} || passed >= kFresh) sign_in("login");
  return run(words);
}

std::string ARunningRelay::revise(const std::string& policy) {
  auto loaded = relay::app::load_policy(folder_ / "policy.yaml", policy);
  if (!loaded) return loaded.error().report;
  app_->revise(*loaded);
  return {};
}

AFreshclam::AFreshclam(const std::string& mirror_url, Mode mode) {
  fs::create_directories(folder_ / "db");
  const bool whole = mode == Mode::PrivateMirror;
  write_file(folder_ / "freshclam.conf",
             "DatabaseDirectory " + (folder_ / "db").string() + "\nDatabaseOwner " + user_name() +
                 "\nMaxAttempts 1\n" + (whole ? "PrivateMirror " : "DatabaseMirror ") + mirror_url +
                 "\n");
}

Ran AFreshclam::update(const std::string& database,
                       const std::map<std::string, std::string>& environment) {
  return run_program({"freshclam", "--config-file=" + (folder_ / "freshclam.conf").string(),
                      "--stdout", "--no-dns", "--update-db=" + database},
                     environment);
}

int AFreshclam::version(const std::string& database) const {
  for (const char* const kind : {".cvd", ".cld"}) {
    const fs::path file = folder_ / ("db/" + database + kind);
    if (!fs::exists(file)) continue;
    const std::string told = run_program({"sigtool", "--info=" + file.string()}).output;
    const auto at = told.find("Version: ");
    if (at != std::string::npos) return std::stoi(told.substr(at + 9));
  }
  return 0;
}

}  // namespace tests
