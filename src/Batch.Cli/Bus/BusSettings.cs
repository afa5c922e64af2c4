using System.ComponentModel.DataAnnotations;

namespace Batch.Cli.Bus;

/// <summary>Says everything that is wrong with the options of the bus at once.</summary>
internal static class BusSettings
{
    /// <summary>Empty where the bus can be used so.</summary>
    public static IReadOnlyList<string> Problems(BusOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => $"{BusOptions.Section}: {result.ErrorMessage}"), .. options.Transport is BusTransport.RabbitMq ? OfRabbitMq(options) : []];
    }

    private static IEnumerable<string> OfRabbitMq(BusOptions options)
    {
        if (options.QueueReplicas is { } replicas && replicas % 2 == 0)
        {
            yield return $"{BusOptions.Section}:QueueReplicas must be odd";
        }

        if (options.Password is null == options.PasswordFile is null)
        {
            yield return $"{BusOptions.Section} needs either Password (in the environment) or PasswordFile";
        }

        if (options.PasswordFile is { } file && (!File.Exists(file) || !File.ReadLines(file).Any()))
        {
            yield return $"{BusOptions.Section}:PasswordFile: there is no password in '{file}'";
        }

        if (options.Tls.CertificateFile is null != options.Tls.KeyFile is null)
        {
            yield return $"{BusOptions.Section}:Tls: CertificateFile and KeyFile belong together";
        }

        foreach (var (name, path) in new[]
        {
            ("AuthorityFile", options.Tls.AuthorityFile), ("CertificateFile", options.Tls.CertificateFile), ("KeyFile", options.Tls.KeyFile),
        })
        {
            if (path is not null && !File.Exists(path))
            {
                yield return $"{BusOptions.Section}:Tls:{name}: there is no file '{path}'";
            }
        }
    }
}
