#include "relay/app/app.h"

#include <algorithm>
#include <system_error>
#include <thread>
#include <utility>

#include "relay/admin/desk.h"
#include "relay/app/admin_door.h"
#include "relay/app/open_doors.h"
#include "relay/app/reach.h"
#include "relay/app/taken_when.h"
#include "relay/app/version.h"
#include "relay/http/server.h"
#include "relay/io/descriptors.h"
#include "relay/io/host_name.h"
#include "relay/serve/serve.h"
#include "relay/serve/whom.h"

namespace relay::app {
namespace {

using namespace std::chrono_literals;

// A turn computes when the next is due; this bounds how late a wall clock that was set is noticed.
constexpr io::Periodic::Wait kLongestPause = 5min;
constexpr io::Periodic::Wait kRecording = 1s;

std::vector<admin::GoesBack> told(std::span<const feed::GoesBack> clients) {
  std::vector<admin::GoesBack> list;
  for (const auto& one : clients) list.push_back({.client = one.client, .does = one.does});
  return list;
}

admin::AuditSeals audit_seals(audit::SealedAudit& audit) {
  return {.head = [&audit] { return audit.head(); },
          .trouble = [&audit] { return audit.trouble(); },
          .signer = audit.signer(),
          .verify = [&audit](const std::vector<audit::Head>& kept,
                             const catalog::Deed& deed) { return audit.verify(kept, deed); },
          .export_rows = [&audit](const audit::BundleAsk& ask) { return audit.export_rows(ask); }};
}

/// Does its work at the end of a block, however that is left.
template <class Work>
class AtEnd {
 public:
  explicit AtEnd(Work work) : work_{std::move(work)} {}
  ~AtEnd() { work_(); }
  AtEnd(const AtEnd&) = delete;
  AtEnd& operator=(const AtEnd&) = delete;

 private:
  const Work work_;
};

using Revised = policy::Result<policy::Done, std::string>;

/// What came of it; a disk or a catalog that failed is a refusal.
template <class Revise>
Revised tried(Revise revise) {
  try {
    return revise();
  } catch (const db::Failure& failure) {
    return policy::Refused{std::string{failure.what()}};
  } catch (const std::system_error& failure) {
    return policy::Refused{std::string{failure.what()}};
  }
}

}  // namespace

App::App(const config::Settings& settings, const LoadedPolicy& loaded, const io::Clock& clock,
         net::Fetcher& fetcher, io::Log& log)
    : clock_{clock},
      log_{log},
      doors_{settings.doors},
      machine_{settings, clock.now()},
      secrets_{admin_secrets(settings.data_folder, settings.doors.admin.listen.host, clock.now())},
      events_{clock, log},
      engine_{{.data = settings.data_folder,
               .keep_free = settings.store.keep_free,
               .user_agent = settings.fetch.user_agent,
               .single_person = [this] { return people_.directory().single_person(); },
               .loops = EndpointDoors::queues(settings.doors),
               .audit = settings.audit,
               .turned = [this] { wake_turns(); }},
              clock,
              fetcher,
              log,
              [this](const rollout::WorldPtr& world) { publish(world); }},
      policies_{engine_, settings.policy_file,
                [this](const LoadedPolicy& applied, const catalog::Deed& deed) {
                  return take_up(applied, deed);
                }},
      people_{settings.data_folder, engine_.state(), clock, log},
      devices_{settings.data_folder, engine_, log},
      leases_{clock},
      certificate_{{settings.data_folder, doors_, devices_.authority(), engine_, log}},
      mirrors_{engine_, log} {
  events_.listen_to(engine_);
  run_.emplace(engine_.state(), settings.text, clock_, log_);
  const auto revised = engine_.revise(
      loaded, {.at = clock.now(), .actor = "machine", .reason = "the policy file at start"});
  if (!revised) throw std::runtime_error{revised.error()};
  const std::lock_guard lock{revising_};  // Who applies a policy at once waits for the mirrors.
  open_endpoints(settings);
  start_turns();  // Before anybody who wakes them.
  start_recorder();
  open_admin(settings);
  open_setup();
  people_.start();
  mirrors_.start();
  events_.start(people_.directory(), [this] { admin_->wake_live(); });
}

// No more rounds, so that no administrator waits for one; no more acts, no more turns; endpoints
// are served to the last.
App::~App() {
  mirrors_.end();
  events_.stop();
  admin_.reset();
  recorder_.reset();
  rollout_.reset();
  endpoints_.reset();
  run_.reset();
  engine_.finish_recording();
}

void App::publish(const rollout::WorldPtr& world) {
  events_.published(world);
  if (endpoints_) {
    endpoints_->publish(world);
  } else {
    first_world_ = world;
  }
}

void App::start_turns() {
  rollout_ = std::make_unique<io::Periodic>(
      "rollout", kLongestPause, log_,
      [this](const std::stop_token&) -> std::optional<io::Periodic::Wait> {
        certificate_.renew_if_due(*endpoints_);
        const auto next = engine_.turn();
        if (!next) return std::nullopt;
        return std::clamp<io::Periodic::Wait>(*next - clock_.now(), 1s, kLongestPause);
      });
}

void App::start_recorder() {
  recorder_ = std::make_unique<io::Periodic>(
      "recorder", kRecording, log_,
      [this](const std::stop_token&) -> std::optional<io::Periodic::Wait> {
        if (engine_.record()) wake_turns();
        return std::nullopt;
      });
}

// The first turn is made before there is anybody to wake.
void App::wake_turns() {
  if (rollout_) rollout_->wake();
}

void App::open_endpoints(const config::Settings& settings) {
  const config::Doors& doors = settings.doors;
  endpoints_ = std::make_unique<EndpointDoors>(
      EndpointDoors::Parts{
          .doors = doors,
          .tls = certificate_.files(),
          .world = std::move(first_world_),
          .answer =
              [this](serve::LoopWorld& world, const http::Request& request, std::size_t queue) {
                if (serve::Reception::takes(request.path)) return devices_.answer(request);
                return serve::answer(world,
                                     {engine_.store(), leases_, &engine_.ledger().queue(queue),
                                      &devices_.devices(), &engine_.telemetry().pad(queue)},
                                     request);
              },
          .log = log_},
      clock_);
  for (const auto* door : endpoints_->doors()) log_.notice("endpoint door " + look_at(*door).url);
}

admin::PolicyTexts App::policy_texts() {
  return {
      .read = [this](const std::string& text) { return policies_.read(text); },
      .weakened = [this](const std::string& before,
                         const std::string& after) { return policies_.weakened(before, after); },
      .apply =
          [this](const admin::Candidate& candidate, const catalog::Deed& deed) {
            const std::lock_guard lock{revising_};
            return policies_.apply(candidate, deed);
          },
      .approve =
          [this](std::int64_t proposal, const catalog::Deed& deed) {
            const std::lock_guard lock{revising_};
            return policies_.approve(proposal, deed);
          }};
}

std::vector<const http::Door*> App::doors() const {
  auto doors = endpoints_->doors();
  if (const auto* const door = admin_seen_.load()) doors.push_back(door);
  return doors;
}

std::vector<admin::OpenDoor> App::open_doors() const {
  std::vector<admin::OpenDoor> open;
  for (const auto* door : doors()) open.push_back(look_at(*door));
  return open;
}

void App::open_admin(const config::Settings& settings) {
  const admin::Parts parts{
      .state = engine_.state(),
      .devices = devices_.devices(),
      .people = people_.directory(),
      .log = log_,
      .telemetry = engine_.telemetry(),
      .events = events_.events(),
      .revision = [this] { return engine_.revision(); },
      .clock_suspect = [this] { return engine_.clock_suspect(); },
      .turn = [this] { engine_.turn_now(); },
      .sync_now = [this](const policy::FeedId& feed) { return mirrors_.sync(feed); },
      .confirm_clock = [this](const catalog::Deed& deed) { return engine_.confirm_clock(deed); },
      .took = [this](const policy::FeedId& feed,
                     policy::Sequence release) { return engine_.ledger().took(feed, release); },
      .taken_when =
          [this](const policy::FeedId& feed, policy::Sequence release) {
            return taken_when(engine_.ledger(), feed, release);
          },
      .revoked_or_restored = [this](const device::DeviceId& id) { devices_.tell_ledger(id); },
      .set_up = [this] { people_.close_setup(); },
      .authority = *crypto::fingerprint(devices_.authority().certificate),
      .endpoints = reach_of(settings.doors, *endpoints_, devices_.authority()),
      .doors = [this] { return open_doors(); },
      .machine = [this] { return machine_.look(doors()); },
      .version = kVersion,
      .policies = policy_texts(),
      .audit = audit_seals(engine_.audit()),
      .place_of = serve::place_of,
      .name = io::host_name(),
      .tree_of =
          [this](const policy::Digest& tree) { return rollout::tree_of(engine_.store(), tree); },
      .going_back = [this](const policy::FeedId& feed) { return told(engine_.going_back(feed)); }};
  desk_ = std::make_unique<admin::Desk>(parts);
  admin_ = std::make_unique<http::Door>(
      admin_door(settings.doors.admin, secrets_, log_), clock_,
      [this](const http::Request& request) { return desk_->answer(request); });
  log_.notice("admin door " + look_at(*admin_).url);
  admin_seen_ = admin_.get();
  if (const auto few = too_few_descriptors(open_doors(), io::descriptor_limit())) {
    log_.warning(*few);
  }
}

void App::open_setup() {
  people_.open_setup(look_at(*admin_).url + "/");
}

void App::renew_setup() {
  const auto renewed = tried([this]() -> Revised {
    open_setup();
    return policy::Done{};
  });
  if (!renewed) log_.error("no new leave to set up the relay: " + renewed.error());
}

void App::revise(const LoadedPolicy& loaded) {
  reload([&loaded](const PolicyBefore&) { return std::optional{loaded}; });
}

void App::reload(const Find& find) {
  const std::lock_guard lock{revising_};
  const auto revised = tried([&]() -> Revised {
    const auto loaded = find(policy_before(engine_.state()));
    if (!loaded) return policy::Done{};
    return take_up(
        *loaded,
        {.at = clock_.now(), .actor = "machine", .reason = "the policy file was read again"});
  });
  if (!revised) log_.error("the old policy stays in force: " + revised.error());
}

void App::reload_certificates() {
  certificate_.reload(*endpoints_);
  or_keep_it(log_, "admin", [this] { admin_->reload_certificate(); });
}

// The thread that calls is no mirror's: it may be an administrator's, whom no mirror waits for.
policy::Result<policy::Done, std::string> App::take_up(const LoadedPolicy& loaded,
                                                       const catalog::Deed& deed) {
  mirrors_.stop();
  const AtEnd end{[this] {
    wake_turns();
    mirrors_.resume();
  }};
  return tried([&] { return engine_.revise(loaded, deed); });
}

std::uint16_t App::endpoint_port() const {
  return endpoints_->port();
}
std::optional<std::uint16_t> App::endpoint_tls_port() const {
  return endpoints_->tls_port();
}
std::uint16_t App::admin_port() const {
  return admin_->port();
}

}  // namespace relay::app
