#include "relay/io/signals.h"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <thread>

#include "tests/support/child.h"

using relay::io::Signal;
using relay::io::Signals;

TEST_CASE("whoever waits for signals learns which one came", "[io][signals]") {
  Signals signals;
  const auto [sent, expected] = GENERATE(table<int, Signal>(
      {{SIGTERM, Signal::Stop}, {SIGINT, Signal::Stop}, {SIGHUP, Signal::Reload}}));
  ::kill(::getpid(), sent);
  CHECK(signals.wait() == expected);
}

TEST_CASE("a signal reaches no thread but the one that waits", "[io][signals]") {
  Signals signals;
  std::jthread other{[] {
    sigset_t blocked;
    ::pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
      if (::sigismember(&blocked, signal) != 1) ::abort();
    }
    ::kill(::getpid(), SIGHUP);
  }};
  CHECK(signals.wait() == Signal::Reload);
}

TEST_CASE("a connection that is gone does not end the process", "[io][signals]") {
  tests::Child child{[] {
    const Signals signals;
    int ends[2];
    if (::pipe(ends) != 0) return 1;
    ::close(ends[0]);
    return ::write(ends[1], "x", 1) == -1 ? 0 : 2;
  }};
  CHECK(child.wait() == 0);
}

TEST_CASE("signals are as before when nobody waits for them any more", "[io][signals]") {
  tests::Child child{[] {
    std::signal(SIGTERM, SIG_DFL);
    { const Signals signals; }
    ::raise(SIGTERM);
    return 0;
  }};
  CHECK(child.wait() == -1);
}
