// load URL --connections N --threads N --seconds N [--fresh] [--field 'Name: value']…
//      [--slow BYTES_PER_SECOND --from 127.0.1.0]
// Asks for one URL again and again over N connections and prints a line of JSON. --fresh: a new
// connection (and a full handshake) for each answer. --slow: each connection reads so many bytes a
// second, 250 connections from each of the addresses that begin at --from; `held` counts those
// that still get their answer at the end.

#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <thread>

#include "tests/bench/serve/client.h"

namespace {

using bench::Client;
using bench::Step;
using Clock = std::chrono::steady_clock;

/// Small, so that what the kernel holds for a slow reader is what the server left with it.
constexpr int kSlowBuffer = 8'192;

struct Options {
  bench::Target target{};
  std::size_t connections = 1;
  std::size_t threads = 1;
  double seconds = 1;
  bool fresh = false;
  std::uint64_t slow = 0;
  std::string from{};
};

struct Tally {
  std::uint64_t answers = 0;
  std::uint64_t bytes = 0;
  std::uint64_t broken = 0;  ///< Cut off, refused, or not a 2xx or 304.
  std::uint64_t held = 0;
  std::vector<double> waits_ms{};

  void add(const Tally& other) {
    answers += other.answers;
    bytes += other.bytes;
    broken += other.broken;
    held += other.held;
    waits_ms.insert(waits_ms.end(), other.waits_ms.begin(), other.waits_ms.end());
  }
};

struct Asked {
  std::unique_ptr<Client> client{};
  Clock::time_point since{};
};

bool good(int status) {
  return (status >= 200 && status < 300) || status == 304;
}

/// One thread's connections, driven by what their sockets are ready for.
class Load {
 public:
  Load(const Options& options, SSL_CTX* tls, std::size_t connections)
      : options_{options}, poll_{::epoll_create1(EPOLL_CLOEXEC)}, asked_(connections) {
    for (auto& one : asked_) {
      one.client = std::make_unique<Client>(options.target, tls, options.fresh);
      begin(one);
    }
  }
  ~Load() { ::close(poll_); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  Tally run(Clock::time_point until) {
    std::array<epoll_event, 256> events;
    while (Clock::now() < until) {
      const int ready = ::epoll_wait(poll_, events.data(), events.size(), 50);
      for (int i = 0; i < ready; ++i) go_on(*static_cast<Asked*>(events[i].data.ptr));
    }
    for (const auto& one : asked_) tally_.bytes += one.client->bytes();
    return tally_;
  }

 private:
  void begin(Asked& one) {
    one.client->connect();
    one.since = Clock::now();
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = &one}};
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, one.client->socket(), &event);
  }

  void go_on(Asked& one) {
    for (int turns = 0; turns < 16; ++turns) {
      switch (one.client->step()) {
        case Step::Waiting:
          return;
        case Step::Answered:
          answered(one);
          break;
        case Step::Broken:
          ++tally_.broken;
          [[fallthrough]];
        case Step::Closed:
          begin(one);
          return;
      }
    }
  }

  void answered(Asked& one) {
    ++(good(one.client->status()) ? tally_.answers : tally_.broken);
    const auto now = Clock::now();
    tally_.waits_ms.push_back(std::chrono::duration<double, std::milli>(now - one.since).count());
    one.since = now;
    if (!options_.fresh) one.client->ask();
  }

  const Options& options_;
  const int poll_;
  std::vector<Asked> asked_;
  Tally tally_{};
};

std::string address_after(const std::string& first, std::size_t by) {
  unsigned a = 0, b = 0, c = 0, d = 0;
  std::sscanf(first.c_str(), "%u.%u.%u.%u", &a, &b, &c, &d);
  const std::size_t last = c * 256 + d + by;
  return std::to_string(a) + "." + std::to_string(b) + "." + std::to_string(last / 256) + "." +
         std::to_string(last % 256);
}

/// Clients that each read a little once a second, every one in its turn.
class SlowReaders {
 public:
  SlowReaders(const Options& options, SSL_CTX* tls) : options_{options} {
    for (std::size_t i = 0; i < options.connections; ++i) {
      clients_.push_back(std::make_unique<Client>(options.target, tls, false));
    }
    lost_.resize(clients_.size());
  }

  /// Begins with them until each has a head, or a minute is over; a few at a time, as a herd at the
  /// door is another test.
  void gather() {
    const auto until = Clock::now() + std::chrono::minutes{1};
    std::size_t begun = 0;
    std::vector<std::size_t> waiting;
    while ((begun < clients_.size() || !waiting.empty()) && Clock::now() < until) {
      for (; begun < clients_.size() && waiting.size() < kAtOnce; ++begun) {
        const auto from = address_after(options_.from, 1 + begun / kPerAddress);
        clients_[begun]->connect(from, kSlowBuffer);
        waiting.push_back(begun);
      }
      std::erase_if(waiting, [this](std::size_t i) {
        turn(i, 1);
        return lost_[i] || clients_[i]->status() != 0;
      });
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
  }

  Tally read(Clock::duration time) {
    const auto until = Clock::now() + time;
    for (auto second = Clock::now(); second < until; second += std::chrono::seconds{1}) {
      for (std::size_t i = 0; i < clients_.size(); ++i) {
        std::this_thread::sleep_until(second +
                                      std::chrono::microseconds{1'000'000 * i / clients_.size()});
        turn(i, options_.slow);
      }
    }
    Tally tally;
    for (std::size_t i = 0; i < clients_.size(); ++i) {
      const auto& client = *clients_[i];
      tally.bytes += client.bytes();
      tally.broken += lost_[i] ? 1 : 0;
      tally.held += !lost_[i] && good(client.status()) && client.in_body() ? 1 : 0;
    }
    return tally;
  }

 private:
  static constexpr std::size_t kAtOnce = 200;
  static constexpr std::size_t kPerAddress = 250;

  void turn(std::size_t i, std::uint64_t most) {
    if (lost_[i] || clients_[i]->socket() < 0) return;
    const Step step = clients_[i]->step(most);
    lost_[i] = step == Step::Broken || step == Step::Closed;
  }

  const Options& options_;
  std::vector<std::unique_ptr<Client>> clients_{};
  std::vector<bool> lost_{};
};

Options read_options(int count, char** words) {
  Options read{.target = bench::parse_target(count > 1 ? words[1] : "")};
  for (int i = 2; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--fresh") {
      read.fresh = true;
      continue;
    }
    const std::string value = ++i < count ? words[i] : "";
    if (word == "--connections")
      read.connections = std::strtoul(value.c_str(), nullptr, 10);
    else if (word == "--threads")
      read.threads = std::strtoul(value.c_str(), nullptr, 10);
    else if (word == "--seconds")
      read.seconds = std::strtod(value.c_str(), nullptr);
    else if (word == "--field")
      read.target.fields.push_back(value);
    else if (word == "--slow")
      read.slow = std::strtoul(value.c_str(), nullptr, 10);
    else if (word == "--from")
      read.from = value;
    else {
      std::fprintf(stderr, "'%s' is not an option\n", word.c_str());
      std::exit(2);
    }
  }
  return read;
}

void allow_many_sockets() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

double quantile(std::vector<double>& waits, double share) {
  if (waits.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(waits.size() - 1));
  std::nth_element(waits.begin(), waits.begin() + at, waits.end());
  return waits[static_cast<std::size_t>(at)];
}

}  // namespace

int main(int count, char** words) {
  const Options options = read_options(count, words);
  allow_many_sockets();
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> tls{
      options.target.tls ? SSL_CTX_new(TLS_client_method()) : nullptr, &SSL_CTX_free};
  if (tls) SSL_CTX_set_session_cache_mode(tls.get(), SSL_SESS_CACHE_OFF);

  const auto began = Clock::now();
  const auto until = began + std::chrono::duration_cast<Clock::duration>(
                                 std::chrono::duration<double>{options.seconds});
  Tally all;
  if (options.slow > 0) {
    SlowReaders readers{options, tls.get()};
    readers.gather();
    all = readers.read(until - began);
  } else {
    std::vector<Tally> tallies(options.threads);
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < options.threads; ++i) {
      const std::size_t share =
          options.connections / options.threads + (i < options.connections % options.threads);
      threads.emplace_back([&, i, share] {
        if (share > 0) tallies[i] = Load{options, tls.get(), share}.run(until);
      });
    }
    threads.clear();
    for (const auto& tally : tallies) all.add(tally);
  }
  const double took = std::chrono::duration<double>(Clock::now() - began).count();
  std::printf(
      "{\"answers\": %llu, \"bytes\": %llu, \"broken\": %llu, \"held\": %llu, \"seconds\": %.4f, "
      "\"p50_ms\": %.3f, \"p99_ms\": %.3f, \"worst_ms\": %.3f}\n",
      static_cast<unsigned long long>(all.answers), static_cast<unsigned long long>(all.bytes),
      static_cast<unsigned long long>(all.broken), static_cast<unsigned long long>(all.held), took,
      quantile(all.waits_ms, 0.5), quantile(all.waits_ms, 0.99), quantile(all.waits_ms, 1));
}
