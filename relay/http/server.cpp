#include <atomic>
#include <thread>
#include <utility>

#include "policy/require.h"
#include "relay/http/loop.h"
#include "relay/http/server.h"
#include "relay/io/guarded.h"

namespace relay::http {
namespace {

/// More than one, so that a slow disk does not keep a fast one waiting.
constexpr std::size_t kDiskThreads = 2;

using TlsInUse = std::shared_ptr<const TlsContext>;

TlsInUse tls_of(const DoorSettings& settings) {
  return settings.tls ? std::make_shared<const TlsContext>(*settings.tls) : nullptr;
}

/// One listener for each loop, all on one port.
std::vector<Socket> listeners(Listen where, std::size_t count) {
  std::vector<Socket> all;
  if (count == 1) {
    all.push_back(listen_on(where, Sharing::Alone));
    return all;
  }
  // Sharing shares with other processes too. So first as if we were alone: that fails when a second
  // relay is already there.
  if (where.port != 0) (void)listen_on(where, Sharing::Alone);
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back(listen_on(where, Sharing::Shared));
    where.port = port_of(all.front());
  }
  return all;
}

}  // namespace

struct Door::Impl {
  Impl(DoorSettings settings, const io::Clock& clock, Answerer answer)
      : desk{.settings = std::move(settings),
             .clock = clock,
             .answer = std::move(answer),
             .admission = {desk.settings.limits.connections,
                           desk.settings.limits.connections_per_address, desk.settings.proxies}} {
    policy::require(desk.settings.threads > 0, "a door has a thread");
    const TlsInUse tls = tls_of(desk.settings);
    in_use.with([&](TlsInUse& one) { one = tls; });
    auto sockets = listeners(desk.settings.listen, desk.settings.threads);
    port = port_of(sockets.front());
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      loops.push_back(std::make_unique<Loop>(desk, i, std::move(sockets[i]), tls));
    }
    const Limits& limits = desk.settings.limits;
    desk.disk =
        &disk.emplace(desk.settings.name + "-d",
                      Workers::Size{.threads = kDiskThreads, .waiting = limits.connections});
    if (const std::size_t count = desk.settings.handler_threads; count > 0) {
      desk.workers = &workers.emplace(desk.settings.name + "-w",
                                      Workers::Size{.threads = count, .waiting = limits.waiting});
    }
    for (const auto& loop : loops) threads.emplace_back(serve, std::ref(*loop));
  }

  ~Impl() {
    for (auto& thread : threads) thread.request_stop();  // All at once, not one after the other.
  }

  static void serve(const std::stop_token& stop, Loop& loop) {
    const std::stop_callback drain{stop, [&loop] { loop.drain(); }};
    loop.run();
  }

  Desk desk;
  std::uint16_t port = 0;
  io::Guarded<TlsInUse> in_use;  ///< Nothing: a door without TLS.
  std::vector<std::unique_ptr<Loop>> loops;
  std::optional<Workers> disk;  ///< After loops: jobs that are left belong to their connections.
  std::optional<Workers> workers;
  std::vector<std::jthread> threads;  ///< Last: they use all of the above.
};

Door::Door(DoorSettings settings, const io::Clock& clock, Answerer answer)
    : impl_{std::make_unique<Impl>(std::move(settings), clock, std::move(answer))} {}

Door::~Door() = default;

std::uint16_t Door::port() const {
  return impl_->port;
}

std::size_t Door::loops() const {
  return impl_->loops.size();
}

const DoorSettings& Door::settings() const {
  return impl_->desk.settings;
}

Counts Door::counts() const {
  Counts all;
  for (const auto& loop : impl_->loops) loop->tally().add_to(all);
  return all;
}

void Door::post_to_loops(const std::function<void(std::size_t loop)>& work) {
  for (const auto& loop : impl_->loops) {
    loop->post([work, number = loop->number()] { work(number); });
  }
}

void Door::wake_live() {
  for (const auto& loop : impl_->loops) loop->wake_live();
}

void Door::reload_certificate() {
  if (!impl_->desk.settings.tls) return;
  const TlsInUse tls = tls_of(impl_->desk.settings);
  for (const auto& loop : impl_->loops) loop->use(tls);
  impl_->in_use.with([&](TlsInUse& one) { one = tls; });
}

std::string Door::certificate() const {
  const TlsInUse tls = impl_->in_use.with([](const TlsInUse& one) { return one; });
  return tls ? tls->certificate() : "";
}

}  // namespace relay::http
