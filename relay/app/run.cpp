#include "relay/app/run.h"

#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "config/check.h"
#include "config/settings.h"
#include "relay/app/app.h"
#include "relay/app/audit_secrets.h"
#include "relay/app/feeds.h"
#include "relay/app/outside.h"
#include "relay/app/policy_file.h"
#include "relay/app/settings_file.h"
#include "relay/catalog/schema.h"
#include "relay/catalog/stops.h"
#include "relay/io/descriptors.h"
#include "relay/io/signals.h"
#include "relay/net/curl_fetcher.h"

namespace relay::app {
namespace {

constexpr int kMisused = 2;

io::Level level(config::LogLevel from) {
  switch (from) {
    case config::LogLevel::Debug:
      return io::Level::Debug;
    case config::LogLevel::Info:
      return io::Level::Notice;
    case config::LogLevel::Warning:
      return io::Level::Warning;
    case config::LogLevel::Error:
      return io::Level::Error;
  }
  return io::Level::Notice;
}

std::unique_ptr<io::Log> make_log(const config::LogSettings& log, const io::Clock& clock) {
  if (log.file) return std::make_unique<io::Log>(clock, level(log.level), *log.file);
  return std::make_unique<io::Log>(clock, level(log.level));
}

/// A file that was named in the settings and must be there: its text without the last line end.
std::string secret_in(const std::filesystem::path& file) {
  auto text = read_secret(file);
  if (!text) throw std::runtime_error{text.error()};
  return std::move(*text);
}

net::FetchSettings fetch_settings(const config::Fetch& fetch) {
  net::FetchSettings made;
  if (fetch.proxy) {
    made.line.proxy = fetch.proxy->url;
    made.line.proxy_user = fetch.proxy->user;
    if (fetch.proxy->password_file)
      made.line.proxy_password = secret_in(*fetch.proxy->password_file);
  }
  if (fetch.ca_file) made.line.ca_file = fetch.ca_file->string();
  if (fetch.rate) made.line.maximum_rate = *fetch.rate;
  if (!fetch.user_agent.empty()) made.user_agent = fetch.user_agent;
  made.total_deadline = fetch.deadline;
  made.minimum_rate = fetch.minimum_rate;
  made.attempts = fetch.attempts;
  return made;
}

/// What the relay knew when it ran last; nothing on a new data folder.
PolicyBefore last_policy(const std::filesystem::path& data) {
  const auto file = Engine::state_file(data);
  if (!std::filesystem::exists(file)) return {};
  db::Database state{file, catalog::migrations()};
  return policy_before(state);
}

/// What was found, with its warnings and what there is to say of it told.
LoadedPolicy told(FoundPolicy found, io::Log& log) {
  std::cerr << found.report << found.policy.warnings;
  const auto level = found.report.empty() ? io::Level::Notice : io::Level::Error;
  if (!found.said.empty()) log.write(level, found.said);
  return std::move(found.policy);
}

void stop_everything(const config::Settings& settings, const catalog::Deed& deed, io::Log& log) {
  const auto& data = settings.data_folder;
  db::Database state{Engine::state_file(data), catalog::migrations()};
  const audit::SealedAudit audit{state, audit_settings(data, settings.audit, state), log, deed.at};
  state.write([&](db::Transaction& tx) { catalog::stop(tx, deed); });
}

std::optional<LoadedPolicy> first_policy(const config::Settings& settings, const io::Clock& clock,
                                         io::Log& log) {
  auto found = policy_to_start(settings.policy_file, last_policy(settings.data_folder));
  if (!found) {
    std::cerr << found.error().report;
    log.error(found.error().what + ": not started");
    return std::nullopt;
  }
  if (!found->stop.empty()) {
    stop_everything(settings, {.at = clock.now(), .reason = found->stop}, log);
  }
  return told(*std::move(found), log);
}

void reload(App& app, const config::Settings& settings, io::Log& log) {
  app.reload_certificates();
  app.reload([&](const PolicyBefore& before) -> std::optional<LoadedPolicy> {
    auto found = find_policy(settings.policy_file, before);
    if (found) return told(*std::move(found), log);
    std::cerr << found.error().report;
    log.error(found.error().what + ": the policy that is in force stays as it was read");
    return std::nullopt;
  });
  app.renew_setup();
}

int run_in(const config::Settings& settings, io::Signals& signals) {
  io::raise_descriptor_limit();  // Before the doors look at it.
  const io::SystemClock clock;
  const auto log = make_log(settings.log, clock);
  const auto loaded = first_policy(settings, clock, *log);
  if (!loaded) return kFailed;
  net::CurlFetcher network{fetch_settings(settings.fetch), clock};
  App app{settings, *loaded, clock, network, *log};
  log->notice("sluice is running; data in " + settings.data_folder.string());
  while (signals.wait() == io::Signal::Reload) reload(app, settings, *log);
  log->notice("sluice stops");
  return 0;
}

void make_data_folder(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  if (fs::is_directory(folder)) return;
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec);
}

}  // namespace

int run(const std::filesystem::path& config) {
  const auto settings = load_settings(config);
  if (!settings) return kFailed;
  io::Signals signals;  // Before any other thread.
  make_data_folder(settings->data_folder);
  const auto lock = io::FolderLock::take(settings->data_folder);
  if (!lock) {
    std::cerr << lock.error().text() << "\n";
    return kMisused;
  }
  return run_in(*settings, signals);
}

int check(const std::filesystem::path& config) {
  std::vector<config::Checked> checked;
  const auto text = read_text(config);
  if (!text) {
    std::cerr << text.error() << "\n";
    return kFailed;
  }
  auto settings = config::read_settings(config.string(), *text);
  checked.push_back({config.string(), *text, settings.problems});
  if (settings.value) {
    const auto& file = settings.value->policy_file;
    const auto rules = read_text(file);
    if (!rules) {
      std::cerr << rules.error() << "\n";
      return kFailed;
    }
    auto reading = config::read_policy(file.string(), *rules, outside());
    if (reading.value) {
      for (auto& problem : feed_problems(file, *reading.value)) {
        reading.problems.push_back(std::move(problem));
      }
    }
    checked.push_back({file.string(), *rules, std::move(reading.problems)});
  }
  std::cout << config::report(checked);
  return config::passes(checked) ? 0 : kFailed;
}

}  // namespace relay::app
