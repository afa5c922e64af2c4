using System.Net;

namespace Batch.Coordinator.Access;

/// <summary>Which hosts mean this machine: without an API key it alone is listened on and answered to.</summary>
public static class BindRule
{
    /// <summary>A name other than <c>localhost</c> may mean any address, so it is not taken for this machine.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
