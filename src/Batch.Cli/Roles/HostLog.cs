using Batch.Cli.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Batch.Cli.Roles;

/// <summary>Where the log of a host goes: to a file, or to standard error.</summary>
internal static class HostLog
{
    public static void To(string? file, ILoggingBuilder logging, TimeProvider time)
    {
        logging.ClearProviders();
        if (file is not null)
        {
            logging.AddProvider(new LogFile(file, time));
            return;
        }

        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
