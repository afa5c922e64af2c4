using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Items;

internal static class ItemsFeature
{
    public static IServiceCollection AddItems(this IServiceCollection services)
    {
        services.AddSingleton<ItemEnds>();
        services.AddSingleton<ItemViews>();
        return services;
    }
}
