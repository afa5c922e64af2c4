using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Batch.Coordinator.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Access;

/// <summary>
/// Lets a request through with a configured key. Where none is configured it lets through who calls this machine by its own
/// name, so that a web page on another site cannot reach it under a name of its own.
/// </summary>
internal sealed class ApiKeyGate(RequestDelegate next, IOptions<AccessOptions> options)
{
    private const string Scheme = "Bearer ";

    // Signed links carry their own permission; health and the description tell nothing of the jobs. All else is closed,
    // so that a new route is not open because somebody forgot it. Routing ignores case, and so does this.
    private static readonly PathString[] Open = ["/objects", "/sources", "/healthz", "/readyz", "/openapi"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (Open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            await next(context);
            return;
        }

        var keys = options.Value.ApiKeys;
        if (keys.Count == 0 && !BindRule.IsLoopback(context.Request.Host.Host))
        {
            await Problems.Of(StatusCodes.Status403Forbidden, "foreign_host", "Without an API key only requests to localhost are answered.").ExecuteAsync(context);
            return;
        }

        if (keys.Count > 0)
        {
            if (Find(keys, context.Request.Headers.Authorization.ToString()) is not { } key)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await Problems.Of(StatusCodes.Status401Unauthorized, "no_valid_key", "Send a configured API key as 'Authorization: Bearer KEY'.").ExecuteAsync(context);
                return;
            }

            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Name)], "ApiKey"));
        }

        await next(context);
    }

    private static ApiKeyOptions? Find(IEnumerable<ApiKeyOptions> keys, string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()));
        ApiKeyOptions? found = null;
        foreach (var key in keys)
        {
            // Every key is compared, each in constant time: how long it takes says nothing.
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Sha256)))
            {
                found = key;
            }
        }

        return found;
    }
}
