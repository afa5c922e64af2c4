using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Embedded;

/// <summary>
/// The configuration of every verb that runs something here: <c>appsettings.json</c> beside the executable, then the file of
/// <c>--config</c>, then the environment (<c>Batch__Workers__local__Slots</c>). Nothing is read from the directory that the user
/// happens to be in.
/// </summary>
internal static class Configuration
{
    /// <param name="file">Settings that go before those of <c>appsettings.json</c>; null for none.</param>
    public static IConfigurationRoot Load(string? file = null) => Add(new ConfigurationBuilder(), file).Build();

    public static IConfigurationBuilder Add(IConfigurationBuilder builder, string? file = null)
    {
        builder.SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: false, reloadOnChange: false);
        if (file is not null)
        {
            builder.AddJsonFile(file, optional: false, reloadOnChange: false);
        }

        return builder.AddEnvironmentVariables();
    }
}
