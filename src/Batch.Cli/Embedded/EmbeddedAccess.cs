using Batch.Cli.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>Who may use the API of the embedded system, and which folders jobs may touch.</summary>
internal static class EmbeddedAccess
{
    private const string Keys = "Access:ApiKeys";

    /// <summary>Refuses, before anything is made, to serve other machines without a key.</summary>
    public static void EnsureAllowed(Listening listening, IConfiguration configuration)
    {
        if (!listening.IsLoopback && !configuration.GetSection(Keys).GetChildren().Any())
        {
            throw CommandFailedException.WrongUse(
                $"listening on {listening.Address} needs an API key: configure {Keys} in appsettings.json, or listen on 127.0.0.1.");
        }
    }

    /// <summary>
    /// On loopback, where nothing is configured, jobs may touch what this user may: it is the same user who submits. For other
    /// machines nothing is allowed that is not configured.
    /// </summary>
    public static void Apply(Listening listening, RunKey? key, IConfiguration configuration)
    {
        if (key is not null)
        {
            configuration[$"{Keys}:run:Name"] = "run";
            configuration[$"{Keys}:run:Sha256"] = key.Sha256;
        }

        foreach (var roots in new[] { "Sources:Roots", "Outputs:Roots" })
        {
            // A run with a key of its own serves one user, whatever is configured for a server.
            if (listening.IsLoopback && (key is not null || !configuration.GetSection(roots).GetChildren().Any()))
            {
                configuration[$"{roots}:all"] = "/";
            }
        }
    }
}
