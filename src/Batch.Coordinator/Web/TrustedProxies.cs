using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Web;

/// <summary>Takes the caller's address, scheme and host from the headers of proxies that the options name.</summary>
internal static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsCheck>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, options) => Believe(headers, options.Value));
        return services;
    }

    private static void Believe(ForwardedHeadersOptions headers, ProxyOptions options)
    {
        // Its own defaults trust this machine, and an empty list would trust everybody.
        headers.KnownIPNetworks.Clear();
        headers.KnownProxies.Clear();
        headers.ForwardedHeaders = ForwardedHeaders.None;
        foreach (var network in options.Networks)
        {
            headers.KnownIPNetworks.Add(network);
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        }

        // Of a chain of proxies the headers count as far back as they are trusted.
        headers.ForwardLimit = null;
    }
}
