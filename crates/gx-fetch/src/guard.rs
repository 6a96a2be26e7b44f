//! Which addresses a call may reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use ipnet::IpNet;

/// Public addresses, and the networks that the operator allowed. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Guard(Arc<[IpNet]>);

/// A name that leads to no permitted address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotPermitted;

impl std::fmt::Display for NotPermitted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name leads to no permitted address")
    }
}

impl std::error::Error for NotPermitted {}

impl Guard {
    /// Reads networks beside the public ones, such as `10.20.0.0/16, 192.168.1.7`.
    ///
    /// # Errors
    ///
    /// The part that is neither a network nor an address.
    pub fn allowing(text: &str) -> Result<Self, String> {
        let nets = text
            .split([',', ' '])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                part.parse::<IpNet>()
                    .or_else(|_| part.parse::<IpAddr>().map(IpNet::from))
                    .map_err(|_| format!("{part:?} is not a network such as 10.20.0.0/16"))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self(nets.into()))
    }

    /// Whether a call may connect to this address.
    pub fn permits(&self, ip: IpAddr) -> bool {
        let ip = match ip {
            IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(ip, IpAddr::V4),
            IpAddr::V4(_) => ip,
        };
        self.0.iter().any(|net| net.contains(&ip)) || public(ip)
    }

    /// Whether the operator allowed any network beside the public ones.
    pub fn opens_inside(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a host is an address that is not permitted. Names are judged when they are resolved.
    pub(crate) fn refuses_host(&self, host: &str) -> bool {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare.parse::<IpAddr>().is_ok_and(|ip| !self.permits(ip))
    }
}

/// Addresses that are reachable from anywhere: the special-purpose registries of IANA (RFC 6890) left out.
fn public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => public_v4(ip),
        IpAddr::V6(ip) => public_v6(ip),
    }
}

fn public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b)))
}

fn public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, ..] = ip.segments();
    // Only 2000::/3 is given out; within it Teredo, documentation, and what carries an IPv4 address are not hosts.
    (0x2000..0x4000).contains(&a)
        && !(a == 0x2001 && b < 0x0200)
        && !(a == 0x2001 && b == 0x0db8)
        && !(a == 0x3fff && b < 0x1000)
        && (a != 0x2002 || public_v4(Ipv4Addr::from((u32::from(b) << 16) | u32::from(c))))
}

#[cfg(test)]
mod tests {
    use super::Guard;

    #[test]
    fn only_public_addresses_and_what_was_allowed_are_reached() {
        let guard = Guard::default();
        for inside in [
            "127.0.0.1",
            "127.8.8.8",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.100.100.200",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::1",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!guard.permits(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "240e::1"] {
            assert!(guard.permits(outside.parse().unwrap()), "{outside}");
        }
        let home = Guard::allowing("10.20.0.0/16, 127.0.0.1").unwrap();
        assert!(home.permits("10.20.7.7".parse().unwrap()));
        assert!(home.permits("::ffff:127.0.0.1".parse().unwrap()));
        assert!(!home.permits("10.21.0.1".parse().unwrap()));
        assert!(Guard::allowing("10.20.0.0/16 nonsense").unwrap_err().contains("nonsense"));
        assert!(!Guard::allowing("").unwrap().permits("127.0.0.1".parse().unwrap()));
    }

    #[test]
    fn an_address_is_read_in_whatever_way_it_is_written() {
        let guard = Guard::default();
        for refused in [
            "",
            "example.com",
            "ftp://example.com",
            "file:///etc/passwd",
            "https://user:secret@example.com/",
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://017700000001/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]:80/",
            "http://169.254.169.254/latest/meta-data",
        ] {
            assert!(crate::address(&guard, refused).is_err(), "{refused}");
        }
        for good in ["https://example.com/hook?x=1", " https://例子.测试/hook ", "http://1.1.1.1:8080/"] {
            assert!(crate::address(&guard, good).is_ok(), "{good}");
        }
    }
}
