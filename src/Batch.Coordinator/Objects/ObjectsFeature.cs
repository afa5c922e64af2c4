using Azure.Storage.Blobs;
using Batch.Coordinator.Home;
using Batch.Coordinator.Objects.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Objects;

internal static class ObjectsFeature
{
    /// <summary>Objects, links to them, and the key that signs what the coordinator itself serves.</summary>
    public static IServiceCollection AddObjects(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ObjectOptions>().Bind(configuration.GetSection(ObjectOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ObjectOptions>, ObjectOptionsCheck>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<CoordinatorOptions>>().Value.SigningKeyFile is { } file
            ? SigningKey.Read(file)
            : SigningKey.Load(provider.GetRequiredService<BatchHome>().Folder));
        services.AddSingleton<CoordinatorAddress>();
        services.AddSingleton<SignedUrls>();
        services.AddSingleton<StoreClock>();
        services.AddSingleton(provider => AzureAccount.Open(Options(provider).Azure, provider.GetRequiredService<StoreClock>()));
        services.AddSingleton<IObjectStore>(provider => IsAzure(provider)
            ? new AzureBlobObjectStore(provider.GetRequiredService<BlobContainerClient>())
            : new LocalObjectStore(provider.GetRequiredService<BatchHome>().Objects));
        services.AddSingleton<IObjectLinks>(provider => IsAzure(provider)
            ? ActivatorUtilities.CreateInstance<AzureBlobLinks>(provider)
            : provider.GetRequiredService<SignedUrls>());
        return services;
    }

    private static bool IsAzure(IServiceProvider provider) => Options(provider).Provider is ObjectStoreProvider.Azure;

    private static ObjectOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ObjectOptions>>().Value;
}
