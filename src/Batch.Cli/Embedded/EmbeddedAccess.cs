using Batch.Cli.CommandLine;
using Batch.Coordinator.Access;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>Who may use the API of the embedded system.</summary>
internal static class EmbeddedAccess
{
    /// <summary>Refuses, before anything is made, to serve other machines without a key.</summary>
    public static void EnsureAllowed(Listening listening, IConfiguration configuration)
    {
        var access = new AccessOptions();
        configuration.GetSection(AccessOptions.Section).Bind(access);
        if (BindRule.Problem(listening.Address.ToString(), access) is { } problem)
        {
            throw CommandFailedException.WrongUse(problem);
        }
    }

    /// <summary>Lets nobody in without the key of this run, or a configured one.</summary>
    public static void Require(RunKey key, IConfiguration configuration)
    {
        var entry = $"{AccessOptions.Section}:{nameof(AccessOptions.ApiKeys)}:run";
        configuration[$"{entry}:{nameof(ApiKeyOptions.Name)}"] = "run";
        configuration[$"{entry}:{nameof(ApiKeyOptions.Sha256)}"] = key.Sha256;
    }
}
