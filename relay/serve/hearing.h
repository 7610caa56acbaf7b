#pragma once

#include <functional>

#include "relay/http/message.h"
#include "relay/ledger/queue.h"
#include "relay/serve/lookup.h"

namespace relay::serve {

/// Puts down at once that a device has asked. What is returned puts down, when the answer is over,
/// what its end tells: that the device took the release, or says that it has it already; nothing
/// where it cannot tell anything. `served` is what was found for the request, if anything.
std::function<void(const http::Delivery&)> hear(ledger::Queue& heard, ledger::Sighting asked,
                                                const http::Request& request, const Served* served);

}  // namespace relay::serve
