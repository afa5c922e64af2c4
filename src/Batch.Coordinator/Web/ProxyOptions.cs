using System.Net;

namespace Batch.Coordinator.Web;

/// <summary>The proxies before the coordinator whose word on the caller is taken. Section <c>Batch:Coordinator</c>.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Batch:Coordinator";

    /// <summary>
    /// Addresses and networks, such as <c>10.0.0.7</c> or <c>10.0.0.0/8</c>. From these, and from nobody else, <c>X-Forwarded-For</c>,
    /// <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c> are believed. Default none.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    internal IEnumerable<IPNetwork> Networks => TrustedProxies.Select(entry => Network(entry)!.Value);

    internal IEnumerable<string> Problems() => TrustedProxies
        .Where(entry => Network(entry) is null)
        .Select(entry => $"{Section}:TrustedProxies: '{entry}' is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/8.");

    /// <summary>A single address is the network of that address alone.</summary>
    private static IPNetwork? Network(string entry) =>
        IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(entry, out var network) ? network
        : null;
}
