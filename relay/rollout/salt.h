#pragma once

#include "policy/id.h"
#include "policy/release.h"

/// What a device's place is mixed with, see policy/place.h: made here, where there is SHA-256.
namespace relay::rollout {

/// BE64(SHA-256("sluice-salt-v1\0" feed "\0" version)).
policy::Salt release_salt(const policy::FeedId& feed, const policy::VersionText& version);
/// BE64(SHA-256("sluice-sticky-v1\0" feed)): the same devices go first with every release.
policy::Salt sticky_salt(const policy::FeedId& feed);

}  // namespace relay::rollout
