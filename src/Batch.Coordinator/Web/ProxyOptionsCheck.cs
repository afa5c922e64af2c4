using Batch.Coordinator.Access;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Web;

/// <summary>Every entry is an address or a network; and who is behind a proxy is reached from elsewhere, so there is a key.</summary>
internal sealed class ProxyOptionsCheck(IOptions<AccessOptions> access) : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var open = options.TrustedProxies.Count > 0 && access.Value.ApiKeys.Count == 0;
        string[] problems =
        [
            .. options.Problems(),
            .. open ? [$"{ProxyOptions.Section}:TrustedProxies needs an API key: whoever reaches the proxy reaches the coordinator. Configure Batch:Access:ApiKeys."] : (string[])[],
        ];
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
