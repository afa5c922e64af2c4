using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>
/// The configuration of every verb that runs something here: <c>appsettings.json</c> beside the executable, then the
/// environment (<c>Batch__Workers__local__Slots</c>). Nothing is read from the directory that the user happens to be in.
/// </summary>
internal static class Configuration
{
    public static IConfigurationRoot Load() => Add(new ConfigurationBuilder()).Build();

    public static IConfigurationBuilder Add(IConfigurationBuilder builder) => builder
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: false, reloadOnChange: false)
        .AddEnvironmentVariables();
}
