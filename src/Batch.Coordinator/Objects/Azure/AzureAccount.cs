using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Storage.Blobs;

namespace Batch.Coordinator.Objects.Azure;

/// <summary>The way to the container: patient with a store that is busy or away, and aware of the time by its clock.</summary>
internal static partial class AzureAccount
{
    /// <summary>For one answer or one read of it, not for a whole object. The default of 100 s would hold a start for a quarter of an hour.</summary>
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(20);

    /// <summary>What is wrong with the options, without a full stop; empty where the container can be used.</summary>
    public static IEnumerable<string> Problems(AzureBlobOptions options)
    {
        if (options.ConnectionString is null == options.ConnectionStringFile is null)
        {
            yield return "either ConnectionString (in the environment) or ConnectionStringFile is needed";
        }
        else if (options.ConnectionStringFile is { } file && !File.Exists(file))
        {
            yield return $"ConnectionStringFile: there is no file '{file}'";
        }
        else if (!HasKey(options))
        {
            yield return "the connection string is not one of a storage account with its key";
        }

        if (!ContainerName().IsMatch(options.Container))
        {
            yield return $"Container '{options.Container}' must be 3 to 63 lower-case letters, digits and single hyphens";
        }
    }

    /// <param name="options">Without <see cref="Problems"/>.</param>
    /// <param name="clock">Learns the time of the store from its answers.</param>
    /// <param name="retries">How often a request is tried again that the store refused for being busy, or that broke.</param>
    public static BlobContainerClient Open(AzureBlobOptions options, StoreClock clock, int retries = 8)
    {
        var client = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02)
        {
            Retry = { Mode = RetryMode.Exponential, MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(10), NetworkTimeout = NetworkTimeout },
        };
        client.AddPolicy(clock, HttpPipelinePosition.PerRetry);
        return new BlobContainerClient(Secret(options), options.Container, client);
    }

    private static bool HasKey(AzureBlobOptions options)
    {
        try
        {
            return Open(options, new StoreClock(TimeProvider.System)).CanGenerateSasUri;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Secret(AzureBlobOptions options) =>
        options.ConnectionString ?? File.ReadAllText(options.ConnectionStringFile!).Trim();

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
