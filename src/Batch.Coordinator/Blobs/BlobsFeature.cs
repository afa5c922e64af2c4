using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Blobs;

internal static class BlobsFeature
{
    public static IServiceCollection AddBlobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BlobOptions>().Bind(configuration.GetSection(BlobOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BlobOptions>, BlobOptionsCheck>();
        services.AddSingleton<BlobAccount>();
        services.AddSingleton<BlobSources>();
        return services;
    }
}
