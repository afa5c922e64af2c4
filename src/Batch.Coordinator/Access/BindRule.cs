using System.Net;

namespace Batch.Coordinator.Access;

/// <summary>Where the coordinator may listen: without an API key on this machine only.</summary>
public static class BindRule
{
    /// <param name="host">An address or <c>localhost</c>.</param>
    /// <param name="access">The configured keys.</param>
    /// <returns>Null where it may, else one sentence with the remedy.</returns>
    public static string? Problem(string host, AccessOptions access) =>
        access.ApiKeys.Count > 0 || IsLoopback(host)
            ? null
            : $"Listening on {host} needs an API key: configure Batch:Access:ApiKeys, or listen on 127.0.0.1.";

    /// <summary>A name other than <c>localhost</c> may mean any address, so it is not taken for this machine.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
