using Batch.Cli.CommandLine;
using Batch.Cli.Roles;
using Batch.Coordinator.Access;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>Who may use the API of the embedded system, which folders jobs may touch, and the model of those that name none.</summary>
internal static class EmbeddedAccess
{
    private const string Keys = $"{AccessOptions.Section}:{nameof(AccessOptions.ApiKeys)}";

    /// <summary>Refuses, before anything is made, to serve other machines without a key.</summary>
    public static void EnsureAllowed(Listening listening, IConfiguration configuration)
    {
        var access = configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        if (BindRule.Problem(listening.Address.ToString(), access) is { } problem)
        {
            throw CommandFailedException.WrongUse(problem);
        }
    }

    /// <summary>
    /// A run with a key of its own may touch what its user may. A server without configured folders serves, on loopback, the
    /// folder that it was started in: the machine has other users. For other machines nothing is allowed that is not configured.
    /// </summary>
    public static void Apply(CoordinatorSettings settings, IConfiguration configuration)
    {
        if (settings.Key is { } key)
        {
            configuration[$"{Keys}:run:Name"] = "run";
            configuration[$"{Keys}:run:Sha256"] = key.Sha256;
        }

        foreach (var roots in new[] { "Batch:Sources:Roots", "Batch:Outputs:Roots" })
        {
            var configured = configuration.GetSection(roots).GetChildren().Any();
            if (settings.Listening.IsLoopback && (settings.Key is not null || !configured))
            {
                configuration[$"{roots}:embedded"] = settings.Folder;
            }
        }

        DefaultModel.Apply(settings, configuration);
    }
}
