using Viaduct.Campaign;

return await CampaignRun.MainAsync(args);
